using System.Collections.Frozen;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Whether a verified token of a case's owner shows the case that a rule needs.</summary>
internal static class TokenGrounds
{
    // A closed case is still open to whoever holds a token of it: the life of the token is the bound.
    public static readonly TimeSpan MostLife = TimeSpan.FromMinutes(5);

    // In which roles somebody owns cases of a kind. The register of a joint service has been a city's own, too.
    private static readonly FrozenDictionary<CaseKind, IReadOnlyList<ParticipantRole>> Owners =
        new Dictionary<CaseKind, IReadOnlyList<ParticipantRole>>
        {
            [CaseKind.JobSearch] = [ParticipantRole.LabourAuthority],
            [CaseKind.ActivationPlan] = [ParticipantRole.LabourAuthority],
            [CaseKind.ProlongedAssistance] = [ParticipantRole.SocialCare],
            [CaseKind.RehabilitativeWork] = [ParticipantRole.SocialCare],
            [CaseKind.JointService] = [ParticipantRole.LabourAuthority, ParticipantRole.Municipality],
        }.ToFrozenDictionary();

    public static (ProofOfCase? Proof, DenialReason? Miss) Try(
        OfferedProof.OwnerToken token, CaseCondition condition, Question question) => Miss(token, condition, question) is { } miss
        ? (null, miss)
        : (new ProofOfCase(ProofKind.OwnerToken, token.CaseId, token.CaseId), null);

    // Who says it, then to whom, then when, then of what: a token that is nobody's to use says nothing about a case.
    private static DenialReason? Miss(OfferedProof.OwnerToken token, CaseCondition condition, Question question) => token switch
    {
        // Its own word is an attestation, and its own case is in the holder's rows, where a closed one is seen to be closed.
        _ when token.Owner == question.Requester || token.Owner == question.Facts.Holder => DenialReason.TokenIssuer,
        _ when !Owners.TryGetValue(token.Kind, out var owners) || !owners.Contains(token.Owner.Role) => DenialReason.TokenIssuer,
        _ when token.Audience != question.Facts.Holder => DenialReason.TokenAudience,
        _ when token.ExpiresAt - token.IssuedAt > MostLife => DenialReason.TokenTooLong,
        _ when question.Facts.MachineTime < token.IssuedAt => DenialReason.TokenNotYetValid,
        _ when question.Facts.MachineTime >= token.ExpiresAt => DenialReason.TokenExpired,
        _ when !condition.Kinds.Contains(token.Kind) => DenialReason.TokenKind,
        _ when !token.Parties.Contains(question.Requester) || !token.Parties.Contains(question.Facts.Holder) => DenialReason.TokenParties,
        _ when question.Attempt.Subject is not SubjectReference.ByCode named || !token.Subject.IsOf(named.Code) => DenialReason.TokenOfAnother,
        _ => null,
    };
}

using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What a requester offers to show that a case is open.</summary>
public abstract record OfferedProof
{
    private OfferedProof()
    {
    }

    /// <summary>The holder's own notice about the subject.</summary>
    public sealed record Notice(Guid NoticeId) : OfferedProof;

    /// <summary>The requester states it, and answers for that.</summary>
    public sealed record Attestation(CaseKind Kind, Guid CaseId) : OfferedProof;

    /// <summary>What the owner of a case says in a token whose signature was verified. Whether it counts is for the decision.</summary>
    /// <param name="CaseId">The case at its owner.</param>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Owner">Who owns it and issued the token.</param>
    /// <param name="Parties">Who takes part in it beside the owner.</param>
    /// <param name="Subject">Whose case.</param>
    /// <param name="Audience">To which holder it is addressed.</param>
    /// <param name="IssuedAt">From when it counts, by the machine's clock.</param>
    /// <param name="ExpiresAt">From when it no longer does.</param>
    public sealed record OwnerToken(
        Guid CaseId,
        CaseKind Kind,
        Participation Owner,
        IReadOnlyList<Participation> Parties,
        TokenSubject Subject,
        Participation Audience,
        DateTimeOffset IssuedAt,
        DateTimeOffset ExpiresAt) : OfferedProof;

    /// <summary>A token that could not be verified: proves nothing, and is not taken for none.</summary>
    public sealed record UnverifiedToken : OfferedProof;
}

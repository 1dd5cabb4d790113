using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Reads a request to disclose: what the descriptors demand, and what only the door knows. Looks at nothing stored.</summary>
internal sealed class DiscloseRequests(AcceptedCodes codes, StatementCheck statements, CaseTokens tokens, MeshClock clock)
    : IRequestCheck<DiscloseRequest>
{
    /// <summary>Code of a day after today.</summary>
    public const string InFuture = "IN_FUTURE";

    /// <summary>The attempt.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public ReceivedAttempt Read(DiscloseRequest request, Participation requester)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        var statement = statements.Read(request, requester, violations);
        violations.ThrowIfAny();
        return new ReceivedAttempt(
            request,
            Guid.Parse(request.RequestId),
            new DisclosureAttempt(requester, SubjectOf(request.Subject), request.Purpose, [.. request.Categories], ProofOf(request.Proof)),
            statement!,
            WireDate.ReadOptional(request.AsOf) ?? clock.Today);
    }

    /// <inheritdoc/>
    public void Check(DiscloseRequest request, Violations violations)
    {
        if (request.Subject?.SubjectCase == Subject.SubjectOneofCase.PersonalIdentityCode)
        {
            codes.Read(request.Subject.PersonalIdentityCode, "subject.personal_identity_code", violations);
        }

        Duplicates.Check(request.Categories, "categories", violations);
        if (WireDate.TryRead(request.AsOf, out var day) && day > clock.Today)
        {
            violations.Add("as_of", InFuture, "Must not be after today (Europe/Helsinki).");
        }
    }

    private static SubjectReference SubjectOf(Subject subject) => subject.SubjectCase switch
    {
        Subject.SubjectOneofCase.CaseId => new SubjectReference.ByCase(Guid.Parse(subject.CaseId)),
        Subject.SubjectOneofCase.NoticeId => new SubjectReference.ByNotice(Guid.Parse(subject.NoticeId)),
        _ => new SubjectReference.ByCode(PersonalIdentityCode.Parse(subject.PersonalIdentityCode).Value),
    };

    private OfferedProof? ProofOf(CaseProof? proof) => proof?.ProofCase switch
    {
        CaseProof.ProofOneofCase.NoticeId => new OfferedProof.Notice(Guid.Parse(proof.NoticeId)),
        CaseProof.ProofOneofCase.Attestation => new OfferedProof.Attestation(proof.Attestation.Kind, Guid.Parse(proof.Attestation.CaseId)),
        CaseProof.ProofOneofCase.OwnerToken => tokens.Read(proof.OwnerToken),
        _ => null,
    };
}

using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// Checks and reads the one request to disclose of a call: what only the door knows of it, beside what the descriptors demand. The gate
/// checks both before the door is reached, the statement too, so that one answer names everything; what has passed is not checked again.
/// Looks at nothing stored.
/// </summary>
internal sealed class DiscloseRequests(
    AcceptedCodes codes, StatementCheck statements, CaseTokens tokens, RequesterLimits limits, MeshClock clock, CallScope call)
    : IRequestCheck<DiscloseRequest>
{
    /// <summary>Code of a day after today.</summary>
    public const string InFuture = "IN_FUTURE";

    private (DiscloseRequest Request, RequestStatement Statement)? _passed;

    /// <summary>The attempt.</summary>
    /// <exception cref="InvalidOperationException">The request was not checked, or did not pass: nothing leaves by a way around the gate.</exception>
    public ReceivedAttempt Read(DiscloseRequest request, Participation requester)
    {
        if (_passed is not { } passed || !ReferenceEquals(passed.Request, request) || requester != call.Caller.Participation)
        {
            throw new InvalidOperationException("The door reads no request that has not passed the gate.");
        }

        return new ReceivedAttempt(
            request,
            Guid.Parse(request.RequestId),
            new DisclosureAttempt(requester, SubjectOf(request.Subject), request.Purpose, [.. request.Categories], ProofOf(request.Proof)),
            passed.Statement,
            WireDate.ReadOptional(request.AsOf) ?? clock.Today);
    }

    /// <summary>Counts the attempt, then adds what is wrong with the request.</summary>
    /// <exception cref="Grpc.Core.RpcException">RATE_LIMITED: more attempts than the requester may make.</exception>
    public void Check(DiscloseRequest request, Violations violations)
    {
        // Before the signature, which is what costs: a request that is refused for it is an attempt like any other.
        if (call.Caller is { Kind: CallerKind.Participant, Participation: { } attempting })
        {
            limits.Count(attempting);
        }

        if (request.Subject?.SubjectCase == Subject.SubjectOneofCase.PersonalIdentityCode)
        {
            codes.Read(request.Subject.PersonalIdentityCode, "subject.personal_identity_code", violations);
        }

        Duplicates.Check(request.Categories, "categories", violations);
        if (WireDate.TryRead(request.AsOf, out var day) && day > clock.Today)
        {
            violations.Add("as_of", InFuture, "Must not be after today (Europe/Helsinki).");
        }

        // Whoever is no participation signs nothing, and is not let in.
        var statement = call.Caller.Participation is { } requester ? statements.Read(request, requester, violations) : null;
        _passed = statement is not null && !violations.Any ? (request, statement) : null;
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

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
}

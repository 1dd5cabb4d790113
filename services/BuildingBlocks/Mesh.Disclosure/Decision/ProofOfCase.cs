namespace Mesh.Disclosure;

/// <summary>How an open case was shown.</summary>
public enum ProofKind
{
    /// <summary>The holder's own notice about the subject to the requester.</summary>
    OwnNotice = 1,

    /// <summary>The holder's own case.</summary>
    OwnCase,

    /// <summary>The requester's own statement: marked, and sampled for review.</summary>
    Attestation,

    /// <summary>A token of the case's owner, a third participation.</summary>
    OwnerToken,
}

/// <summary>What showed the case; stands in the ledger row.</summary>
/// <param name="Kind">The kind of proof.</param>
/// <param name="Reference">The notice, the holder's case, the requester's case, or the case a token names.</param>
/// <param name="CaseId">The case, where one is known.</param>
public sealed record ProofOfCase(ProofKind Kind, Guid Reference, Guid? CaseId)
{
    /// <summary>Whether it rests on nothing but the requester's word.</summary>
    public bool IsAttested => Kind == ProofKind.Attestation;

    /// <summary>Whether the case is in the holder's own rows; that of a token or a statement is another's.</summary>
    public bool IsOfHolder => Kind is ProofKind.OwnNotice or ProofKind.OwnCase;
}

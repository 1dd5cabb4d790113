using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Whose case must be open.</summary>
public enum CaseOwner
{
    /// <summary>The holder's own: it knows kind, state and parties from its own rows.</summary>
    Holder = 1,

    /// <summary>The requester's: shown by the holder's own notice, or stated by the requester.</summary>
    Requester,
}

/// <summary>The open case that a basis needs (CON-7).</summary>
/// <param name="Owner">Whose case.</param>
/// <param name="Kinds">Any of these kinds will do.</param>
/// <param name="RequesterIsParty">Whether the requester must be a party of the case; only the holder's own cases tell.</param>
public sealed record CaseCondition(CaseOwner Owner, IReadOnlyList<CaseKind> Kinds, bool RequesterIsParty);

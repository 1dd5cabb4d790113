using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Whose case must be open.</summary>
public enum CaseOwner
{
    /// <summary>The holder's own: it knows kind, state and parties from its own rows.</summary>
    Holder = 1,

    /// <summary>The requester's: shown by the holder's own notice, or stated by the requester.</summary>
    Requester,

    /// <summary>
    /// A case that joins both, whoever owns it: the holder's own, of which the requester is a party, or a third one's, shown by its
    /// owner's token that names both.
    /// </summary>
    Joint,
}

/// <summary>The open case that a basis needs (CON-7).</summary>
/// <param name="Owner">Whose case.</param>
/// <param name="Kinds">Any of these kinds will do.</param>
/// <param name="RequesterIsParty">Whether the requester must be a party of the case; only rows of the holder and tokens tell.</param>
/// <param name="Attested">Whether the requester's own word will do where nothing better is offered; such rows are sampled for review.</param>
public sealed record CaseCondition(CaseOwner Owner, IReadOnlyList<CaseKind> Kinds, bool RequesterIsParty, bool Attested = false);

using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Exactly one of duty, right and consent.</summary>
/// <param name="Rule">The rule that opens the way.</param>
/// <param name="Consent">The consent, when that is the basis; else null.</param>
/// <param name="Proof">What showed an open case; null when none was needed.</param>
public sealed record GroundForDisclosure(DisclosureRule Rule, ConsentState? Consent, ProofOfCase? Proof)
{
    /// <summary>The client's refusal that duty or right passes by; null when there is none. Nothing that rests on consent passes one.</summary>
    public Guid? RefusalPassed { get; init; }

    /// <summary>As it stands in the answer.</summary>
    public Basis ToWire() => new()
    {
        Kind = Rule.Kind,
        Flow = Rule.Flow,
        Citation = Rule.CitationText,
        ConsentId = Consent?.ConsentId.ToString() ?? "",
        ConsentRevision = Consent?.Revision ?? 0,
    };
}

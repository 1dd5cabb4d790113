using Mesh.Hosting.Errors;

namespace Mesh.Disclosure;

/// <summary>What the wire says of lifting that did not come about.</summary>
internal static class LiftingRefusals
{
    /// <summary>The revision, or the refusal thrown.</summary>
    public static RefusalRevision OrRefuse(this LiftingOutcome outcome) => outcome switch
    {
        LiftingOutcome.Lifted lifted => lifted.Revision,
        LiftingOutcome.NotInForce => throw DisclosureRefusals.RefusalNotInForce.Raise(),
        _ => throw Refusals.NoBasis.Raise(),
    };
}

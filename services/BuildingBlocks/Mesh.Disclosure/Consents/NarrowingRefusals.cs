using Mesh.Hosting.Errors;

namespace Mesh.Disclosure;

/// <summary>What the wire says of a narrowing that did not come about.</summary>
internal static class NarrowingRefusals
{
    /// <summary>The revision, or the refusal thrown.</summary>
    public static ConsentRevision OrRefuse(this NarrowingOutcome outcome)
    {
        switch (outcome)
        {
            case NarrowingOutcome.Narrowed narrowed:
                return narrowed.Revision;
            case NarrowingOutcome.NotOpen:
                throw DisclosureRefusals.ConsentNotOpen.Raise();
            case NarrowingOutcome.NotNarrower wider:
                // Told only to whom the consent is theirs to narrow: what it says is no secret from them.
                var violations = new Violations();
                foreach (var fault in wider.Faults)
                {
                    violations.Add(fault.Field, fault.Code, fault.Description);
                }

                throw violations.Raise();
            default:
                throw Refusals.NoBasis.Raise();
        }
    }
}

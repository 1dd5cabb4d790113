using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What is asked, as the decision sees it (CON-1).</summary>
/// <param name="Requester">Who asks, from its certificate; null when that is not known.</param>
/// <param name="Subject">Whose data; null when not named.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Categories">Which categories, in the order asked.</param>
/// <param name="Proof">What is offered to show an open case; null when nothing is.</param>
public sealed record DisclosureAttempt(
    Participation? Requester,
    SubjectReference? Subject,
    Purpose Purpose,
    IReadOnlyList<DataCategory> Categories,
    OfferedProof? Proof)
{
    /// <summary>Whether everything that CON-1 demands of the requester is there, and nothing that no contract knows.</summary>
    public bool IsComplete =>
        Requester is not null
        && Subject is not null
        && Purpose != Purpose.Unspecified && Enum.IsDefined(Purpose)
        && Categories.Count > 0
        && Categories.All(category => category != DataCategory.Unspecified && Enum.IsDefined(category));
}

using Mesh.Hosting.Contracts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>
/// What a placement waits for, and of whom, in codes that its client may see; the region's own steps are what its queue shows
/// (<see cref="PlacementWork"/>). Pure.
/// </summary>
internal static class PlacementNextSteps
{
    /// <summary>The step, if any.</summary>
    public static IEnumerable<NextStep> Of(PlacementRow row) => row switch
    {
        { State: PlacementState.LegalReview } => [Step("RESOLVE_LEGAL_REVIEW", row.FirstDay)],
        { State: PlacementState.Agreed, WorkplaceId: not null } => [Step("REQUEST_PLACE", row.FirstDay)],

        // Whoever was asked for the place signs no plan, and so has no role to be named by.
        { State: PlacementState.PlaceRequested } => [Step("CONFIRM_PLACE", row.FirstDay, SignerRole.Unspecified)],

        // Another place is another placement: it waits until this one is called off, whatever came in its place.
        { State: PlacementState.PlaceDeclined } => [Step("AGREE_OTHER_PLACE")],
        { State: PlacementState.Agreed or PlacementState.PlaceConfirmed } => [Step("START_WORK", row.FirstDay)],
        { State: PlacementState.Started } => [Step("END_WORK", row.LastDay)],
        _ => [],
    };

    private static NextStep Step(string code, DateOnly? due = null, SignerRole who = SignerRole.SocialCare) =>
        new() { Code = code, Who = who, DueOn = WireDate.WriteOptional(due) };
}

using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>
/// Who is to come, asked at the moment through the region's door and shown to the place's contact (F13). Nothing of it is kept: the
/// municipality needs it to receive the client, and the region's door answers again while the placement is open.
/// </summary>
public sealed class PlacementDetailsFromRegion(Door door, TimeProvider time)
{
    /// <summary>Asks. Not within a transaction.</summary>
    /// <exception cref="Grpc.Core.RpcException">DATA_LOSS: what came is not what the region gave.</exception>
    public async Task<OpenPlaceRequestResponse> FetchAsync(PlaceRequestRow place, Caller caller, CancellationToken cancellation)
    {
        var placementId = place.PlacementId.ToString();
        var answer = await door.AskAsync(
            PlaceRequests.RegionOf(place),
            new DiscloseRequest
            {
                RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
                Subject = new Subject { CaseId = placementId },
                Purpose = Purpose.RehabilitativeWork,
                Categories = { DataCategory.PlacementDetails },
                Actor = Actors.Of(caller),
            },
            cancellation);
        return answer switch
        {
            DoorAnswer.Given { Content.PlacementDetails: { } given } gift => given.PlacementId == placementId
                ? new() { Source = DetailsSource.Given, Details = given, DisclosureId = gift.DisclosureId.ToString() }
                : throw WorkplaceRefusals.DetailsDamaged.Raise(),
            DoorAnswer.Damaged => throw WorkplaceRefusals.DetailsDamaged.Raise(),
            DoorAnswer.Unreachable => new() { Source = DetailsSource.Unreachable },
            _ => new() { Source = DetailsSource.Withheld },
        };
    }
}

using Grpc.Core;
using Mesh.Hosting.Peers;
using Mesh.Identity;
using Mesh.WellbeingRegion.Counterparts;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Giver = Tyollisyys.Mesh.Protos.Municipality.V1.WorkplaceCooperationService.WorkplaceCooperationServiceClient;
using PlaceRequest = Tyollisyys.Mesh.Protos.Municipality.V1.RequestPlaceRequest;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>Clients of municipalities' workplaces.</summary>
public interface IWorkplaceClients
{
    /// <summary>A client of one municipality.</summary>
    Giver ClientOf(Participation owner);
}

/// <summary>The real ones: mTLS under this participation's certificate, in the running flow.</summary>
internal sealed class PeerWorkplaces(Peers peers) : IWorkplaceClients
{
    public Giver ClientOf(Participation owner) => peers.Client<Giver>(owner);
}

/// <summary>Asks whoever has a workplace for a place (F13): ids and schedule only, before the region's own transaction.</summary>
public sealed class Workplaces(IWorkplaceClients clients, PlacementContents contents)
{
    /// <summary>Asks; the same request id is the same asking.</summary>
    /// <exception cref="RpcException">OWNER_UNREACHABLE, or the municipality's refusal in the region's words.</exception>
    public Task AskAsync(PlacementRow row, string requestId, Actor actor, CancellationToken cancellation)
    {
        var request = new PlaceRequest
        {
            RequestId = requestId,
            WorkplaceId = row.WorkplaceId.ToString(),
            PlacementId = row.PlacementId.ToString(),
            Schedule = contents.Schedule(row),
            Actor = actor,
        };
        return RemoteActs.CarryAsync(
            () => clients.ClientOf(RemoteActs.Stored(row.WorkplaceOwner)).RequestPlaceAsync(request, cancellationToken: cancellation), cancellation);
    }
}

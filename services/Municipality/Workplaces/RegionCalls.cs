using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Peers;
using Mesh.Identity;
using Region = Tyollisyys.Mesh.Protos.RehabilitativeWork.V1.PlacementCooperationService.PlacementCooperationServiceClient;

namespace Mesh.Municipality.Workplaces;

/// <summary>Clients of regions' cooperation service for placements.</summary>
public interface IRegionClients
{
    /// <summary>A client of one region.</summary>
    Region ClientOf(Participation region);
}

/// <summary>The real ones: mTLS under this participation's certificate, in the running flow.</summary>
internal sealed class PeerRegions(Peers peers) : IRegionClients
{
    public Region ClientOf(Participation region) => peers.Client<Region>(region);
}

/// <summary>
/// Carries acts to the region that owns the placement. Always before the municipality's own transaction: a placement is what its
/// owner says, and a call inside a transaction could wait for one that waits for it.
/// </summary>
public sealed class RegionCalls(IRegionClients clients)
{
    private static readonly Dictionary<string, (string Fi, string Sv, string En)> Sentences = new(StringComparer.Ordinal)
    {
        ["WRONG_STATE"] = (
            "Toiminto ei kuulu sijoituksen nykyiseen vaiheeseen hyvinvointialueella.",
            "Åtgärden hör inte till placeringens nuvarande skede hos välfärdsområdet.",
            "The act does not belong to the present state of the placement at the region."),
    };

    /// <summary>As <see cref="CarryAsync"/>, but a region that says it asked for no such place has nothing to say in it.</summary>
    public async Task CarryUnlessUnknownAsync<TAnswer>(
        PlaceRequestRow place, Func<Region, AsyncUnaryCall<TAnswer>> act, CancellationToken cancellation)
    {
        try
        {
            await CarryAsync(place, act, cancellation);
        }
        catch (RpcException refusal) when (RefusalReader.CodeOf(refusal) == Refusals.NoBasis.Reason)
        {
        }
    }

    /// <summary>The region's answer.</summary>
    /// <param name="place">The place.</param>
    /// <param name="act">The act at the region.</param>
    /// <param name="cancellation">Gives up; the region may have acted all the same.</param>
    /// <exception cref="RpcException">OWNER_UNREACHABLE, or the region's refusal in the municipality's words.</exception>
    public async Task<TAnswer> CarryAsync<TAnswer>(
        PlaceRequestRow place, Func<Region, AsyncUnaryCall<TAnswer>> act, CancellationToken cancellation)
    {
        try
        {
            using var call = act(clients.ClientOf(PlaceRequests.RegionOf(place)));
            return await call.ResponseAsync;
        }
        catch (RpcException answer)
        {
            // Nothing of the region's status text may pass, not even when the caller has given up meanwhile.
            cancellation.ThrowIfCancellationRequested();
            throw RelayedRefusal.Of(answer, Sentences);
        }
        catch (UnknownParticipantException)
        {
            throw Refusals.OwnerUnreachable.Raise();
        }
    }
}

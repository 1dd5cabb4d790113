using Grpc.Core;
using Mesh.Hosting.Peers;
using Mesh.Identity;
using Mesh.WellbeingRegion.Counterparts;
using Owner = Tyollisyys.Mesh.Protos.ActivationPlans.V1.PlanCooperationService.PlanCooperationServiceClient;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>Clients of case owners' cooperation service.</summary>
public interface IPlanOwnerClients
{
    /// <summary>A client of one owner.</summary>
    Owner ClientOf(Participation owner);
}

/// <summary>The real ones: mTLS under this participation's certificate, in the running flow.</summary>
internal sealed class PeerPlanOwners(Peers peers) : IPlanOwnerClients
{
    public Owner ClientOf(Participation owner) => peers.Client<Owner>(owner);
}

/// <summary>
/// Carries acts to a case's owner (cooperation road), before the region's own transaction: a case is what its owner says.
/// </summary>
public sealed class PlanOwners(IPlanOwnerClients clients)
{
    /// <summary>The owner's answer.</summary>
    /// <param name="joint">The case.</param>
    /// <param name="act">The act at the owner.</param>
    /// <param name="cancellation">Gives up; the owner may have acted all the same.</param>
    /// <exception cref="RpcException">OWNER_UNREACHABLE, or the owner's refusal in the region's words.</exception>
    public Task<TAnswer> CarryAsync<TAnswer>(
        JointCaseRow joint, Func<Owner, AsyncUnaryCall<TAnswer>> act, CancellationToken cancellation) =>
        RemoteActs.CarryAsync(() => act(clients.ClientOf(OwnerOf(joint))), cancellation);

    /// <summary>The owner of a case.</summary>
    public static Participation OwnerOf(JointCaseRow joint) => RemoteActs.Stored(joint.Owner);
}

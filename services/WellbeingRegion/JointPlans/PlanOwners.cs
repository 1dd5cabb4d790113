using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Peers;
using Mesh.Identity;
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
/// Carries acts to a case's owner (cooperation road). Always before the region's own transaction: a case is what its owner says, and
/// a call inside a transaction could wait for one that waits for it.
/// </summary>
public sealed class PlanOwners(IPlanOwnerClients clients)
{
    /// <summary>The owner's answer.</summary>
    /// <param name="joint">The case.</param>
    /// <param name="act">The act at the owner.</param>
    /// <param name="cancellation">Gives up; the owner may have acted all the same.</param>
    /// <exception cref="RpcException">OWNER_UNREACHABLE, or the owner's refusal in the region's words.</exception>
    public async Task<TAnswer> CarryAsync<TAnswer>(
        JointCaseRow joint, Func<Owner, AsyncUnaryCall<TAnswer>> act, CancellationToken cancellation)
    {
        try
        {
            using var call = act(clients.ClientOf(OwnerOf(joint)));
            return await call.ResponseAsync;
        }
        catch (RpcException answer)
        {
            // Nothing of the owner's status text may pass, not even when the caller has given up meanwhile.
            cancellation.ThrowIfCancellationRequested();
            throw OwnerRefusals.Of(answer);
        }
        catch (UnknownParticipantException)
        {
            throw Refusals.OwnerUnreachable.Raise();
        }
    }

    /// <summary>The owner of a case.</summary>
    public static Participation OwnerOf(JointCaseRow joint) => Participation.TryParse(joint.Owner, out var owner)
        ? owner
        : throw new InvalidOperationException("The owner of a joint case is a participation.");
}

using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Peers;
using Mesh.Identity;

namespace Mesh.WellbeingRegion.Counterparts;

/// <summary>
/// Acts carried to the participation that owns what is acted on (cooperation road). Always before the region's own transaction: a
/// call inside a transaction could wait for one that waits for it.
/// </summary>
internal static class RemoteActs
{
    /// <summary>The owner's answer.</summary>
    /// <param name="act">The act at the owner.</param>
    /// <param name="cancellation">Gives up; the owner may have acted all the same.</param>
    /// <exception cref="RpcException">OWNER_UNREACHABLE, or the owner's refusal in the region's words.</exception>
    public static async Task<TAnswer> CarryAsync<TAnswer>(Func<AsyncUnaryCall<TAnswer>> act, CancellationToken cancellation)
    {
        try
        {
            using var call = act();
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

    /// <summary>A participation as it was stored.</summary>
    public static Participation Stored(string text) => Participation.TryParse(text, out var participation)
        ? participation
        : throw new InvalidOperationException("What was stored as a participation is one.");
}

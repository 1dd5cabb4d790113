using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Gateway.MyData;

/// <summary>A participation's refusal as the client is told it: as it is, since it was written for this very client.</summary>
internal static class PeerRefusals
{
    private const string Details = "grpc-status-details-bin";

    /// <summary>What to throw. An error without a reason of the mesh is a connection that failed, whatever its status.</summary>
    public static RpcException Of(RpcException refusal)
    {
        if (RefusalReader.ReasonOf(refusal) is null)
        {
            return Refusals.ParticipantUnreachable.Raise();
        }

        // The details alone: the other trailers belong to that connection.
        var details = new Metadata();
        foreach (var entry in refusal.Trailers.Where(entry => entry.Key == Details))
        {
            details.Add(entry);
        }

        return new RpcException(new Status(refusal.StatusCode, refusal.Status.Detail), details);
    }
}

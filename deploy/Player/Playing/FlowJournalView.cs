using Grpc.Core;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Player;

/// <summary>A flow as the gateway merges it from the participations' journals, asked for by the actor 'operator'.</summary>
public sealed class FlowJournalView(IActorChannels channels, TimeProvider time)
{
    /// <summary>The actor who asks.</summary>
    public const string Actor = "operator";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>The flow, or the refusal as the gateway gave it.</summary>
    /// <exception cref="RpcException">The gateway refused or could not be reached.</exception>
    /// <exception cref="ActorUnavailableException">The operator has no token.</exception>
    public async Task<GetFlowResponse> GetAsync(string flowId, CancellationToken ct)
    {
        var channel = await channels.OpenAsync(Actor, addressee: null, ct);
        var client = new FlowService.FlowServiceClient(channel.Invoker);
        return await client.GetFlowAsync(
            new GetFlowRequest { FlowId = flowId }, channel.Metadata, time.GetUtcNow().UtcDateTime + Deadline, ct);
    }
}

using Grpc.Core;
using Grpc.Core.Interceptors;
using Mesh.Hosting.Calls;
using Mesh.Identity;

namespace Mesh.Hosting.Peers;

/// <summary>Calls to other participations under this one's certificate, in the running flow, never without a deadline.</summary>
public sealed class Peers(PeerChannels channels, FlowContext flow, TimeProvider time)
{
    /// <summary>A typed client of one participation.</summary>
    /// <param name="peer">Which.</param>
    /// <param name="largestAnswer">Most bytes of an answer.</param>
    public TClient Client<TClient>(Participation peer, int largestAnswer = PeerChannels.LargestAnswer)
        where TClient : ClientBase<TClient> =>
        (TClient)Activator.CreateInstance(typeof(TClient), channels.To(peer, largestAnswer).Intercept(new OutgoingCall(flow, time)))!;
}

using Grpc.Core;
using Grpc.Core.Interceptors;
using Mesh.Hosting.Calls;
using Mesh.Identity;

namespace Mesh.Hosting.Peers;

/// <summary>Calls to other participations under this one's certificate, in the running flow, never without a deadline.</summary>
public sealed class Peers(PeerChannels channels, FlowContext flow, TimeProvider time)
{
    /// <summary>A typed client of one participation.</summary>
    public TClient Client<TClient>(Participation peer)
        where TClient : ClientBase<TClient> =>
        (TClient)Activator.CreateInstance(typeof(TClient), channels.To(peer).Intercept(new OutgoingCall(flow, time)))!;
}

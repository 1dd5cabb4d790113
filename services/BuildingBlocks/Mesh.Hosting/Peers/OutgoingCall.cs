using Grpc.Core;
using Grpc.Core.Interceptors;
using Mesh.Hosting.Calls;

namespace Mesh.Hosting.Peers;

/// <summary>Gives a call the flow it belongs to, and a deadline when it has none.</summary>
internal sealed class OutgoingCall(FlowContext flow, TimeProvider time) : Interceptor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var headers = new Metadata();
        foreach (var entry in context.Options.Headers ?? [])
        {
            headers.Add(entry);
        }

        headers.Add(CallGate.FlowHeader, flow.Id.ToString());
        var options = context.Options.WithHeaders(headers);
        if (options.Deadline is null)
        {
            options = options.WithDeadline(time.GetUtcNow().UtcDateTime + Patience);
        }

        var call = continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
        return new AsyncUnaryCall<TResponse>(
            ReachedAsync(call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    // A handshake that fails (another's certificate, a denied one) is reported as INTERNAL by the client library; whoever answered
    // there, the peer was not reached.
    private static async Task<TResponse> ReachedAsync<TResponse>(Task<TResponse> response)
    {
        try
        {
            return await response;
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Internal && fault.Status.DebugException is HttpRequestException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The peer could not be reached.", fault.Status.DebugException));
        }
    }
}

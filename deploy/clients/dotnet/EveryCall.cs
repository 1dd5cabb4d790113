using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Tyollisyys.Mesh.Client;

/// <summary>What every call carries: a deadline, the participation to reach, the person's token.</summary>
internal sealed class EveryCall(MeshClientOptions options, TimeProvider time) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, With(context));

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, With(context));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(With(context));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, With(context));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(With(context));

    private ClientInterceptorContext<TRequest, TResponse> With<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        var call = context.Options;
        if (call.Deadline is null)
        {
            call = call.WithDeadline((time.GetUtcNow() + options.Deadline).UtcDateTime);
        }

        if (options.Participant is { } participant)
        {
            var headers = new Metadata { { "mesh-participant", participant } };
            foreach (var entry in call.Headers ?? [])
            {
                headers.Add(entry);
            }

            call = call.WithHeaders(headers);
        }

        if (options.Token is { } token)
        {
            call = call.WithCredentials(CallCredentials.FromInterceptor(async (about, metadata) =>
                metadata.Add("authorization", "Bearer " + await token(about.CancellationToken))));
        }

        return new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, call);
    }
}

using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Rest;
using Mesh.Hosting.Telemetry;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Hosting.Calls;

/// <summary>
/// The order of checks of every call: authenticate, method access, deadline and syntax with every violation at once; then the
/// handler makes its one decision, and what must be on record before the answer leaves is written.
/// </summary>
public sealed class CallGate(
    FrontDoor door, CallerCheck callers, CallScope scope, FlowContext flow, RequestGate requests, IEnumerable<IBeforeAnswer> records) : Interceptor
{
    /// <summary>Metadata that carries the flow id.</summary>
    public const string FlowHeader = "mesh-flow";

    /// <inheritdoc />
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (!await EnterAsync(context))
        {
            return await continuation(request, context);
        }

        requests.Pass(request, context.GetHttpContext());
        var answer = await continuation(request, context);
        foreach (var record in records)
        {
            await record.BeforeAnswerAsync(context.Method[(context.Method.LastIndexOf('/') + 1)..], context.CancellationToken);
        }

        return answer;
    }

    /// <inheritdoc />
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await EnterAsync(context);
        return await continuation(requestStream, context);
    }

    /// <inheritdoc />
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (await EnterAsync(context))
        {
            requests.Pass(request, context.GetHttpContext());
        }

        await continuation(request, responseStream, context);
    }

    /// <inheritdoc />
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await EnterAsync(context);
        await continuation(requestStream, responseStream, context);
    }

    // False for the standard services that any accepted certificate may call: health and reflection carry nothing of ours.
    private async Task<bool> EnterAsync(ServerCallContext context)
    {
        Activity.Current?.SetTag(MeshTelemetry.ParticipantTag, door.Name);
        if (context.Method.StartsWith("/grpc.health.v1.", StringComparison.Ordinal)
            || context.Method.StartsWith("/grpc.reflection.", StringComparison.Ordinal))
        {
            return false;
        }

        var access = MeshContracts.Find(context.Method)?.Access ?? Access.Unspecified;
        var (caller, token) = await callers.AdmitAsync(context, access);
        scope.Enter(caller, token);
        if (access is Access.Participant or Access.OwnSystems && context.Deadline == DateTime.MaxValue
            && !RestDeadline.IsSet(context.GetHttpContext()))
        {
            throw Refusals.DeadlineMissing.Raise();
        }

        // A flow is brought along by organisations; a person's application does not choose into which flow an act is written.
        if (access is Access.Participant or Access.OwnSystems
            && Guid.TryParseExact(context.GetHttpContext().Request.Headers[FlowHeader].ToString(), "D", out var brought))
        {
            flow.Continue(brought);
        }

        return true;
    }
}

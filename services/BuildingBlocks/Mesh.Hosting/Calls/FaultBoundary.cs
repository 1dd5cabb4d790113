using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Telemetry;
using Microsoft.Extensions.Logging;

namespace Mesh.Hosting.Calls;

/// <summary>
/// The only place where faults are caught. A refusal passes as it is; anything else becomes INTERNAL FAULT with a correlation id
/// and no word of the exception.
/// </summary>
public sealed partial class FaultBoundary(ILogger<FaultBoundary> log, FrontDoor door, CallScope scope, RefusalJournal refusals) : Interceptor
{
    /// <inheritdoc />
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(request, context));

    /// <inheritdoc />
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(requestStream, context));

    /// <inheritdoc />
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => Completed(continuation(request, responseStream, context)));

    /// <inheritdoc />
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => Completed(continuation(requestStream, responseStream, context)));

    private static async Task<bool> Completed(Task call)
    {
        await call;
        return true;
    }

    private async Task<TResponse> GuardAsync<TResponse>(ServerCallContext context, Func<Task<TResponse>> call)
    {
        try
        {
            return await call();
        }
        catch (RpcException refusal)
        {
            var reason = RefusalReader.CodeOf(refusal);
            Refused(log, context.Method, refusal.StatusCode, reason ?? refusal.StatusCode.ToString());
            MeshMetrics.Refused(door, context.Method, refusal.StatusCode, reason);
            await JournalAsync(context.Method, reason ?? refusal.StatusCode.ToString());
            if (reason is null)
            {
                // Not one of ours: a connection of our own that failed, or a peer's own words. The text names hosts and exceptions, or anything.
                throw new RpcException(new Status(refusal.StatusCode, "A call that this one depends on failed."));
            }

            throw;
        }
        catch (EvidenceDamagedException damaged)
        {
            Damaged(log, context.Method, damaged.Reason);
            throw Counted(context.Method, Refusals.EvidenceDamaged(damaged.Reason).Raise());
        }
        catch (AtRestTamperedException)
        {
            Damaged(log, context.Method, EvidenceDamagedException.StoredDataDamaged);
            throw Counted(context.Method, Refusals.EvidenceDamaged(EvidenceDamagedException.StoredDataDamaged).Raise());
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The caller gave up or its deadline passed."));
        }
        catch (Exception fault) when (Contention.IsPassing(fault))
        {
            Busy(log, context.Method, fault.GetType().Name);
            throw Counted(context.Method, Refusals.StorageBusy.Raise());
        }
        catch (Exception fault)
        {
            Faulted(log, fault, context.Method);
            throw Counted(
                context.Method,
                Refusals.Fault.Raise(("correlation_id", Activity.Current?.TraceId.ToHexString() ?? context.GetHttpContext().TraceIdentifier)));
        }
    }

    private RpcException Counted(string method, RpcException refusal)
    {
        MeshMetrics.Refused(door, method, refusal.StatusCode, RefusalReader.ReasonOf(refusal));
        return refusal;
    }

    // A refusal is a refusal also when it cannot be written down.
    private async Task JournalAsync(string method, string reason)
    {
        try
        {
            if (scope.HasCaller)
            {
                await refusals.WriteAsync(method, scope.Caller, reason);
            }
        }
        catch (Exception fault)
        {
            NotJournaled(log, fault, method, reason);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} refused: {Status} {Reason}")]
    private static partial void Refused(ILogger log, string method, StatusCode status, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Method} met damaged evidence: {Reason}")]
    private static partial void Damaged(ILogger log, string method, string reason);

    [LoggerMessage(4, LogLevel.Error, "{Method} refused: {Reason}; the refusal could not be journaled")]
    private static partial void NotJournaled(ILogger log, Exception fault, string method, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Method} refused: the database was busy or away ({Fault})")]
    private static partial void Busy(ILogger log, string method, string fault);

    [LoggerMessage(2, LogLevel.Error, "{Method} failed")]
    private static partial void Faulted(ILogger log, Exception fault, string method);
}

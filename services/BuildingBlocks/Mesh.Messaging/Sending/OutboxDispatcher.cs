using System.Collections.Concurrent;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Messaging;

/// <summary>
/// Sends what lies in the outbox: woken after a commit, else looking each second. Recipients have lanes of their own, so one that
/// cannot be reached delays nobody else; within a lane the order of writing is kept, which two replicas could not: the active one sends.
/// </summary>
internal sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes, OutboxLane lane, OutboxSignal signal, ActiveReplica replica, TimeProvider time, ILogger<OutboxDispatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>Starts a lane for every recipient that has unsent rows and no lane yet.</summary>
    internal async Task StartLanesAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var recipients = await scope.ServiceProvider.GetRequiredService<DbContext>().Set<OutboxRow>()
            .Where(row => row.SentAt == null)
            .Select(row => row.Recipient)
            .Distinct()
            .ToListAsync(cancellation);
        StartLanes(recipients, cancellation);
    }

    private void StartLanes(IEnumerable<string> recipients, CancellationToken cancellation)
    {
        foreach (var recipient in recipients)
        {
            // Lanes are added here only, and not from two places at a time, so nothing comes between look and add.
            if (!_running.ContainsKey(recipient))
            {
                var started = new TaskCompletionSource();
                _running[recipient] = RunLaneAsync(recipient, started.Task, cancellation);
                started.SetResult();
            }
        }
    }

    /// <summary>Returns when no lane is running.</summary>
    internal Task LanesAsync() => Task.WhenAll(_running.Values);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(DispatchAsync, stoppingToken);

    private async Task DispatchAsync(CancellationToken stoppingToken)
    {
        var lookedAt = long.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Who wakes says for whom; the table is asked for what another replica's act left, or an earlier failure.
                if (lookedAt == long.MinValue || time.GetElapsedTime(lookedAt) >= PollingInterval)
                {
                    await StartLanesAsync(stoppingToken);
                    lookedAt = time.GetTimestamp();
                }

                StartLanes(await signal.WaitAsync(PollingInterval, time, stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                // A database that cannot be read now can be read later; a dispatcher that ended would keep everything for ever.
                LookingFailed(fault.GetType().Name);
                await Task.Delay(PollingInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await LanesAsync();
    }

    private async Task RunLaneAsync(string recipient, Task started, CancellationToken cancellation)
    {
        await started;
        await Task.Yield();
        var sent = 0;
        try
        {
            sent = await lane.DrainAsync(recipient, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            LaneFailed(recipient, fault.GetType().Name);
        }

        // A row committed while this lane was ending found it still there: look once more.
        _running.TryRemove(recipient, out _);
        if (sent > 0)
        {
            signal.Wake(recipient);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read: {Fault}.")]
    private partial void LookingFailed(string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending to {Recipient} stopped: {Fault}.")]
    private partial void LaneFailed(string recipient, string fault);
}

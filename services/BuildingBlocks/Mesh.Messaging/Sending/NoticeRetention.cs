using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Messaging;

/// <summary>
/// Removes what has served its time, each hour: sent rows of the outbox and rows of the inbox. Never what is unsent or parked.
/// </summary>
internal sealed partial class NoticeRetention(
    IServiceScopeFactory scopes, ActiveReplica replica, TimeProvider time, ILogger<NoticeRetention> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Removes what is due now.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<DbContext>();
        var now = time.GetUtcNow();
        var sentBefore = now - NoticeAge.Limit;
        await database.Set<OutboxRow>().Where(row => row.SentAt != null && row.SentAt < sentBefore).ExecuteDeleteAsync(cancellation);

        // Kept longer than any notice is accepted, with room for clocks that differ, and as long as the notice is parked:
        // a replay must know which handlers are done.
        var handledBefore = now - NoticeAge.Limit - NoticeAge.ClockDifference;
        await database.Set<InboxRow>()
            .Where(row => row.HandledAt < handledBefore)
            .Where(row => !database.Set<ParkedRow>().Any(parked => parked.NoticeId == row.NoticeId))
            .ExecuteDeleteAsync(cancellation);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(SweepHourlyAsync, stoppingToken);

    private async Task SweepHourlyAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                SweepFailed(fault.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old notices could not be removed: {Fault}.")]
    private partial void SweepFailed(string fault);
}

using Mesh.Hosting.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.ClientNotices;

/// <summary>Collects receipts when the host starts and every five minutes; a channel keeps them for weeks.</summary>
internal sealed partial class ReceiptSweep(
    Receipts receipts, ActiveReplica replica, TimeProvider time, ILogger<ReceiptSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(CollectAsync, stoppingToken);

    private async Task CollectAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await receipts.CollectAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Failed(fault.GetType().Name);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Receipts could not be collected: {Fault}.")]
    private partial void Failed(string fault);
}

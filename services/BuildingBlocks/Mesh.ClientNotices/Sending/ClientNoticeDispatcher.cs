using Mesh.Hosting.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.ClientNotices;

/// <summary>Delivers what waits: woken after a commit, else looking every five seconds.</summary>
internal sealed partial class ClientNoticeDispatcher(
    ClientNoticeDelivery delivery, ClientNoticeSignal signal, ActiveReplica replica, TimeProvider time, ILogger<ClientNoticeDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(DispatchAsync, stoppingToken);

    private async Task DispatchAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await delivery.DeliverDueAsync(stoppingToken);
                await signal.WaitAsync(PollingInterval, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A database that cannot be read now can be read later; a dispatcher that ended would keep everything for ever.
                Failed(fault.GetType().Name);
                await Task.Delay(PollingInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages to clients could not be delivered: {Fault}.")]
    private partial void Failed(string fault);
}

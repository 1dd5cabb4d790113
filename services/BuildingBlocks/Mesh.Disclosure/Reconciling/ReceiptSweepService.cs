using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Disclosure;

/// <summary>Has the other participations prove what their receipts promised, a batch of each once a minute, while this replica is the active one.</summary>
internal sealed partial class ReceiptSweepService(
    IServiceScopeFactory scopes, ActiveReplica replica, DirectoryFile directory, Self self, TimeProvider time, ILogger<ReceiptSweepService> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // One that does not answer takes its deadline; it must not keep the others waiting.
    private const int AtOnce = 2;

    /// <summary>One round.</summary>
    internal Task LookAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        directory.Current.Entries.Select(entry => entry.Participation).Where(other => other != self.Participation),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
        async (holder, token) => await LookAsync(holder, token));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(LookOnAsync, stoppingToken);

    private async Task LookOnAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    // A database that is away now is there in a while; what was not looked up is looked up then.
    private async Task LookAsync(Participation holder, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ReceiptSweep>().LookAsync(holder, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            Failed(holder.ToString(), fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What receipts of {Holder} promised could not be looked up: {Fault}.")]
    private partial void Failed(string holder, string fault);
}

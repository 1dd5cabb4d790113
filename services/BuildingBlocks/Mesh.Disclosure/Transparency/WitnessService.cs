using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Disclosure;

/// <summary>Looks at every other participation's ledger, twice within the minute that a missing look may last, while this replica is the active one.</summary>
internal sealed partial class WitnessService(
    IServiceScopeFactory scopes, ActiveReplica replica, DirectoryFile directory, Self self, TimeProvider time, ILogger<WitnessService> log) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // One that does not answer takes its deadline; it must not keep the others waiting.
    private const int AtOnce = 4;

    /// <summary>One round: every other ledger, then what did not happen.</summary>
    internal async Task LookAsync(DateTimeOffset watching, CancellationToken cancellation)
    {
        foreach (var listed in directory.Current.Entries)
        {
            LedgerMetrics.Watched(self.Participation, listed.Participation);
        }

        var others = directory.Current.Entries.Select(entry => entry.Participation).Where(other => other != self.Participation);
        await Parallel.ForEachAsync(others, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (ledger, token) =>
            await TryAsync<LedgerWitness>(ledger.ToString(), witness => witness.VisitAsync(ledger, token), token));
        await TryAsync<LedgerAbsences>(self.Participation.ToString(), absences => absences.LookAsync(watching, cancellation), cancellation);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(LookOnAsync, stoppingToken);

    private async Task LookOnAsync(CancellationToken stoppingToken)
    {
        var watching = time.GetUtcNow();
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await LookAsync(watching, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A database that is away now is there in a while; the host goes on.
    private async Task TryAsync<T>(string ledger, Func<T, Task> act, CancellationToken cancellation)
        where T : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await act(scope.ServiceProvider.GetRequiredService<T>());
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            Failed(ledger, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger of {Ledger} could not be looked at: {Fault}.")]
    private partial void Failed(string ledger, string fault);
}

using Mesh.Hosting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Disclosure;

/// <summary>Seals about once a second while this replica is the active one; how far back it looks for what to seal, <see cref="SealingSearches"/> says.</summary>
internal sealed partial class SealingService(
    IServiceScopeFactory scopes, ActiveReplica replica, TimeProvider time, ILogger<SealingService> log) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(SealAsync, stoppingToken);

    private async Task SealAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var searches = new SealingSearches();
        do
        {
            var search = searches.Next(time.GetUtcNow());
            if (await SealOnceAsync(search, stoppingToken))
            {
                searches.Done(search);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A database that is away now is there in a while; what was not sealed then is sealed later.
    private async Task<bool> SealOnceAsync(SealingSearch search, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var sealer = scope.ServiceProvider.GetRequiredService<LedgerSealer>();
            await (search.Since is { } since ? sealer.SealAsync(since, stoppingToken) : sealer.SealAllAsync(stoppingToken));
            return true;
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(fault.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger could not be sealed: {Fault}.")]
    private partial void Failed(string fault);
}

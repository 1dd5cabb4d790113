using Mesh.Hosting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Disclosure;

/// <summary>
/// Seals about once a second while this replica is the active one. The whole ledger is searched when it becomes so and once an hour, for
/// an entry whose machine's clock was wrong.
/// </summary>
internal sealed partial class SealingService(
    IServiceScopeFactory scopes, ActiveReplica replica, TimeProvider time, ILogger<SealingService> log) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SearchInterval = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(SealAsync, stoppingToken);

    private async Task SealAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        DateTimeOffset? searched = null;
        do
        {
            var now = time.GetUtcNow();
            var isSearch = searched is not { } last || now - last >= SearchInterval;
            if (await SealOnceAsync(isSearch, stoppingToken) && isSearch)
            {
                searched = now;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A database that is away now is there in a while; what was not sealed then is sealed later.
    private async Task<bool> SealOnceAsync(bool isSearch, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var sealer = scope.ServiceProvider.GetRequiredService<LedgerSealer>();
            await (isSearch ? sealer.SealAllAsync(stoppingToken) : sealer.SealAsync(stoppingToken));
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

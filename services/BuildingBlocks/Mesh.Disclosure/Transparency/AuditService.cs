using Mesh.Hosting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Disclosure;

/// <summary>Has the ledger audited while this replica is the active one: a slice, a pause, the next; then nothing until the next round is due.</summary>
internal sealed partial class AuditService(
    IServiceScopeFactory scopes, ActiveReplica replica, TimeProvider time, ILogger<AuditService> log) : BackgroundService
{
    // So that whoever calls meanwhile finds the database free most of the time.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(AuditAsync, stoppingToken);

    private async Task AuditAsync(CancellationToken stoppingToken)
    {
        // What the last host had committed and did not come to seal is not a fault of the ledger.
        var isSealed = false;
        while (true)
        {
            isSealed = isSealed || await TryAsync<LedgerSealer>(async sealer => await sealer.SealAllAsync(stoppingToken) >= 0, stoppingToken);
            var isMore = isSealed && await TryAsync<AuditRounds>(rounds => rounds.GoOnAsync(AuditRounds.Pages, stoppingToken), stoppingToken);
            await Task.Delay(isMore ? Pause : Wait, time, stoppingToken);
        }
    }

    // A database that is away now is there in a while; the round goes on where it was.
    private async Task<bool> TryAsync<T>(Func<T, Task<bool>> act, CancellationToken stoppingToken)
        where T : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await act(scope.ServiceProvider.GetRequiredService<T>());
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(fault.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger could not be audited: {Fault}.")]
    private partial void Failed(string fault);
}

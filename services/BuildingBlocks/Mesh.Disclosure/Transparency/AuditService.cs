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
        while (true)
        {
            await Task.Delay(await GoOnAsync(stoppingToken) ? Pause : Wait, time, stoppingToken);
        }
    }

    // A database that is away now is there in a while; the round goes on where it was.
    private async Task<bool> GoOnAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<AuditRounds>().GoOnAsync(AuditRounds.Pages, stoppingToken);
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

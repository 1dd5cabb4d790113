using Mesh.Hosting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Disclosure;

/// <summary>Forgets old sightings when the host starts and once a day.</summary>
internal sealed partial class SightingSweep(
    IServiceScopeFactory scopes, ActiveReplica replica, TimeProvider time, ILogger<SightingSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(SweepDailyAsync, stoppingToken);

    private async Task SweepDailyAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await SweepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A database that is away today is there tomorrow; the host goes on.
    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Sightings>().SweepAsync(stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Old sightings could not be removed: {Fault}.")]
    private partial void Failed(string fault);
}

using Mesh.Hosting.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Disclosure;

/// <summary>Looks once a minute, while this replica is the active one, whether somebody tries people out.</summary>
internal sealed partial class EnumerationService(
    IServiceScopeFactory scopes, ActiveReplica replica, TimeProvider time, ILogger<EnumerationService> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(LookOnAsync, stoppingToken);

    private async Task LookOnAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A database that is away now is there in a while; the hour is looked at again.
    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<EnumerationWatch>().LookAsync(stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether somebody tries people out could not be looked at: {Fault}.")]
    private partial void Failed(string fault);
}

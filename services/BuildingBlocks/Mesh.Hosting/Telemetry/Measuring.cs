using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Hosting.Telemetry;

/// <summary>Measures what has to be looked up, every fifteen seconds, while anybody collects measurements.</summary>
internal sealed partial class Measuring(IServiceScopeFactory scopes, TimeProvider time, ILogger<Measuring> logger) : BackgroundService
{
    /// <summary>How often.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Measures everything once. What cannot be measured now keeps nothing else from being measured.</summary>
    internal async Task MeasureAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var measured in scope.ServiceProvider.GetServices<IMeasured>())
        {
            try
            {
                await measured.MeasureAsync(cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                NotMeasured(measured.GetType().Name, fault.GetType().Name);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested && MeshMetrics.IsAnybodyListening)
            {
                await MeasureAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Measured} could not be measured: {Fault}.")]
    private partial void NotMeasured(string measured, string fault);
}

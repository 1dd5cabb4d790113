using Mesh.Hosting.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Mesh.Hosting.Health;

/// <summary>
/// The beginning of a stop: from now on the host is not ready, and for the time a balancer needs to notice it still answers everything.
/// Only then does the rest stop.
/// </summary>
internal sealed class Drain(MeshServiceSettings settings, TimeProvider time) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _hasBegun;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_hasBegun ? HealthCheckResult.Unhealthy("The host is about to stop.") : HealthCheckResult.Healthy());

    /// <summary>Called before anything is stopped, Kestrel and background work among it.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        await Task.Delay(settings.Drain, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Hosting.Health;

/// <summary>
/// What the host's checks find, and that a host about to stop is not ready. That is no check beside the others: the framework logs every
/// check that fails as an error, at each asking, and a host that stops as it was told has none. What the others find is logged as ever.
/// </summary>
internal sealed class DrainedHealth(HealthCheckService checks, Drain drain) : HealthCheckService
{
    private const string Name = "drain";

    // Said also while the host stays: gRPC's health is unknown where nothing was found, as at a host without a check of its own.
    private static readonly HealthReportEntry Staying = new(HealthStatus.Healthy, null, TimeSpan.Zero, null, null);
    private static readonly HealthReportEntry AboutToStop = new(HealthStatus.Unhealthy, "The host is about to stop.", TimeSpan.Zero, null, null);

    public override async Task<HealthReport> CheckHealthAsync(Func<HealthCheckRegistration, bool>? predicate, CancellationToken cancellationToken = default)
    {
        var found = await checks.CheckHealthAsync(predicate, cancellationToken);
        return new HealthReport(
            new Dictionary<string, HealthReportEntry>(found.Entries) { [Name] = drain.HasBegun ? AboutToStop : Staying }, found.TotalDuration);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Hosting.Health;

/// <summary>Ready means that the own database can be written; nobody else's state makes a service unready.</summary>
public sealed class DatabaseReadiness(IServiceScopeFactory scopes) : IHealthCheck
{
    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<DbContext>().Database;
            await using var transaction = await database.BeginTransactionAsync(cancellationToken);

            // A row of ours, because SQLite would silently make an empty file where the volume has gone.
            var written = await database.ExecuteSqlRawAsync("UPDATE mesh_schema SET digest = digest", cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
            return written == 1 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database has no schema.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database cannot be written.");
        }
    }
}

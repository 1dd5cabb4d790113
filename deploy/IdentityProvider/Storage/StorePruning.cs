using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace Mesh.IdentityProvider.Storage;

/// <summary>
/// Removes rows that can no longer matter, every hour. Not OpenIddict's own pruning: that compares with the system's clock, and takes a
/// used token away before it expires, so that its second use would go unnoticed.
/// </summary>
internal sealed partial class StorePruning(IServiceProvider services, IdentityProviderSettings settings, ILogger<StorePruning> log) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, settings.Time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The next round does it.
                NotPruned(log, fault);
            }
        }
    }

    internal async Task PruneAsync(CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<ProviderStore>();
        var now = settings.Time.GetUtcNow().UtcDateTime;
        await store.Set<OpenIddictEntityFrameworkCoreToken>().Where(token => token.ExpirationDate < now).ExecuteDeleteAsync(cancellation);

        // An authorization is written before its first token is.
        var before = now - Interval;
        await store.Set<OpenIddictEntityFrameworkCoreAuthorization>()
            .Where(authorization => authorization.CreationDate < before && !authorization.Tokens.Any())
            .ExecuteDeleteAsync(cancellation);
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "Expired tokens could not be removed")]
    private static partial void NotPruned(ILogger logger, Exception fault);
}

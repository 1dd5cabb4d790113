using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Disclosure;

/// <summary>Where attempts come together whose rows are committed at once. The one way into the ledger.</summary>
internal sealed class LedgerQueue(IServiceScopeFactory scopes) : TogetherQueue<AttemptRows, AttemptFate>(scopes)
{
    /// <summary>Writes an attempt's rows and returns when they are committed, or will not be.</summary>
    public Task<AttemptFate> WriteAsync(AttemptRows rows, CancellationToken cancellation) => ServeAsync(rows, cancellation);

    protected override async Task<IReadOnlyList<Settled<AttemptFate>?>> TogetherAsync(IServiceProvider scope, IReadOnlyList<AttemptRows> items)
    {
        var fates = await scope.GetRequiredService<LedgerBatch>().WriteAsync(items, CancellationToken.None);
        return [.. fates.Select(fate => fate is { } known ? new Settled<AttemptFate>(known) : (Settled<AttemptFate>?)null)];
    }

    protected override Task<AttemptFate> AloneAsync(IServiceProvider scope, AttemptRows item, CancellationToken cancellation) =>
        scope.GetRequiredService<LedgerWriter>().WriteAsync(item, cancellation);
}

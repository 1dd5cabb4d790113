using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Disclosure;

/// <summary>Where attempts about people named by code come together, for which is read at once what they are decided on. On PostgreSQL.</summary>
internal sealed class FactsQueue(IServiceScopeFactory scopes) : TogetherQueue<SubjectReference.ByCode, KeptAboutSubject>(scopes)
{
    /// <summary>Whom the code leads to, and what this block keeps about that person: all of it read after this was asked.</summary>
    public Task<KeptAboutSubject> ReadAsync(SubjectReference.ByCode named, CancellationToken cancellation) => ServeAsync(named, cancellation);

    protected override async Task<IReadOnlyList<Settled<KeptAboutSubject>?>> TogetherAsync(IServiceProvider scope, IReadOnlyList<SubjectReference.ByCode> items)
    {
        var read = await scope.GetRequiredService<FactsBatch>().ReadAsync(items, CancellationToken.None);
        return [.. read.Select(one => (Settled<KeptAboutSubject>?)new Settled<KeptAboutSubject>(one))];
    }

    protected override async Task<KeptAboutSubject> AloneAsync(IServiceProvider scope, SubjectReference.ByCode item, CancellationToken cancellation) =>
        (await scope.GetRequiredService<FactsBatch>().ReadAsync([item], cancellation))[0];
}

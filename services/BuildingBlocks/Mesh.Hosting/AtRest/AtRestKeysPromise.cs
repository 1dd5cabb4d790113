using Mesh.Hosting.Health;

namespace Mesh.Hosting.AtRest;

/// <summary>That the file of keys at rest is the one in use. Broken it evicts nobody: the host goes on with the keys it had, and somebody has to look at the file.</summary>
internal sealed class AtRestKeysPromise(AtRestKeys keys) : IPromiseCheck
{
    public Task<Promise> CheckAsync(CancellationToken cancellation) => Task.FromResult(keys.Refusal is null
        ? new Promise("keys-at-rest-followed", true, $"{keys.Current.Kid} writes")
        : new Promise("keys-at-rest-followed", false, $"a changed file is not taken into use; {keys.Current.Kid} writes"));
}

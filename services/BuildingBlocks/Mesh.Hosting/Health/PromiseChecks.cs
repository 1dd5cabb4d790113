namespace Mesh.Hosting.Health;

/// <summary>All promises of the host as they stand now.</summary>
public sealed class PromiseChecks(IEnumerable<IPromiseCheck> checks)
{
    /// <summary>Checks them. What cannot be checked counts as not kept.</summary>
    public async Task<IReadOnlyList<Promise>> CheckAsync(CancellationToken cancellation)
    {
        var promises = new List<Promise>();
        foreach (var check in checks)
        {
            promises.Add(await CheckedAsync(check, cancellation));
        }

        return promises;
    }

    // The kind of fault is enough to look it up; its text may quote a row.
    private static async Task<Promise> CheckedAsync(IPromiseCheck check, CancellationToken cancellation)
    {
        try
        {
            return await check.CheckAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            return new Promise(check.GetType().Name, false, $"cannot be checked: {fault.GetType().Name}");
        }
    }
}

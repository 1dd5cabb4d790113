using System.Collections.Concurrent;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Telemetry;

namespace Mesh.Hosting.Health;

/// <summary>The names of this host's promises that have been measured.</summary>
internal sealed class MeasuredPromises
{
    /// <summary>The names.</summary>
    public ConcurrentDictionary<string, byte> Names { get; } = new(StringComparer.Ordinal);
}

/// <summary>Shows in metrics what <c>/health/promises</c> shows.</summary>
internal sealed class PromiseMeasure(PromiseChecks promises, MeasuredPromises measured, FrontDoor door) : IMeasured
{
    public async Task MeasureAsync(CancellationToken cancellation)
    {
        var now = await promises.CheckAsync(cancellation);
        foreach (var promise in now)
        {
            measured.Names.TryAdd(promise.Name, 0);
            MeshMetrics.Promised(door.Name, promise.Name, promise.Kept);
        }

        // One that cannot be checked goes by another name: the usual one would for ever say what it said last.
        foreach (var absent in measured.Names.Keys.Except(now.Select(promise => promise.Name), StringComparer.Ordinal))
        {
            MeshMetrics.Promised(door.Name, absent, isKept: false);
        }
    }
}

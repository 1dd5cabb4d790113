using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Hosting.Telemetry;

namespace Mesh.Benchmarks.Door;

/// <summary>How long the parts of a disclosure take that wait for the database: the median of the door's own spans, one call at a time, in microseconds.</summary>
internal static class PartSpans
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["door.read"] = "subject, gate and facts read, waiting for the database",
        ["door.collect"] = "record collected and decrypted, waiting for the database",
        ["door.commit"] = "rows written under the gate and committed, waiting for the disk",
        ["door.disclose"] = "all of it behind the identity check",
    };

    public static async Task<IReadOnlyDictionary<string, double>> OfAsync(LoadProcess client, Uri door, CancellationToken cancellation)
    {
        var took = new ConcurrentDictionary<string, ConcurrentBag<double>>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MeshTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => took.GetOrAdd(span.OperationName, _ => []).Add(span.Duration.TotalMicroseconds),
        };
        ActivitySource.AddActivityListener(listener);
        await client.RunAsync(new(door, InFlight: 1, Most: 1_000, Seconds: 3), cancellation);
        return Names.ToDictionary(name => name.Value, name => Spread.Of(took[name.Key]).Median);
    }
}

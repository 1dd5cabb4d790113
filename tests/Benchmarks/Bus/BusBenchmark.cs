using System.Diagnostics;

namespace Mesh.Benchmarks.Bus;

/// <summary>What one road showed in all rounds.</summary>
/// <param name="Road">Its name.</param>
/// <param name="Backlog">Messages a second of a backlog that had been given away before the time ran.</param>
/// <param name="PerSecond">Messages a second that were given away while the time ran, with so many in flight as was asked.</param>
/// <param name="P50">Half of the unloaded ones took less, in milliseconds.</param>
/// <param name="P95">Of twenty, nineteen did.</param>
/// <param name="P99">Of a hundred, ninety-nine did.</param>
internal sealed record RoadResult(string Road, Spread Backlog, Spread PerSecond, Spread P50, Spread P95, Spread P99);

/// <summary>All of a run.</summary>
/// <param name="InFlight">How many were under way at once for the rate.</param>
/// <param name="Rounds">How often each road was measured, in turn.</param>
/// <param name="Roads">What each showed.</param>
/// <param name="BacklogToFloor">For each floor, the mesh's rate of a backlog as a part of its: of each round's pair.</param>
/// <param name="RateToFloor">The same of what was given away while the time ran.</param>
internal sealed record BusResult(
    int InFlight,
    int Rounds,
    IReadOnlyList<RoadResult> Roads,
    IReadOnlyDictionary<string, Spread> BacklogToFloor,
    IReadOnlyDictionary<string, Spread> RateToFloor);

/// <summary>Measures roads in turn, in opposite order every other round, so that what the machine does meanwhile falls on all of them.</summary>
internal sealed class BusBenchmark(IReadOnlyList<IRoad> roads, BusPlan plan, Action<string> say)
{
    private readonly Dictionary<IRoad, List<Round>> _rounds = roads.ToDictionary(road => road, _ => new List<Round>());

    /// <summary>The first road is the mesh's, the others are floors.</summary>
    public async Task<BusResult> RunAsync(CancellationToken cancellation)
    {
        foreach (var road in roads)
        {
            await RateAsync(road, plan.WarmUp, cancellation);
            await road.CatchUpAsync(plan.Backlog, cancellation);
            await LatenciesAsync(road, plan.Unloaded, cancellation);
        }

        for (var round = 0; round < plan.Rounds; round++)
        {
            foreach (var road in round % 2 == 0 ? roads : roads.Reverse())
            {
                var measured = new Round(
                    await LatenciesAsync(road, plan.Unloaded, cancellation),
                    plan.Backlog / (await road.CatchUpAsync(plan.Backlog, cancellation)).TotalSeconds,
                    await RateAsync(road, plan.Loaded, cancellation));
                _rounds[road].Add(measured);
                say($"round {round + 1} {road.Name,-16} backlog {measured.Backlog,7:0} a second, acts {measured.PerSecond,7:0} a second, p50 {measured.Latency(0.5):0.00} ms, p99 {measured.Latency(0.99):0.00} ms");
            }
        }

        return new(plan.InFlight, plan.Rounds, [.. roads.Select(ResultOf)], RatiosOf(round => round.Backlog), RatiosOf(round => round.PerSecond));
    }

    private RoadResult ResultOf(IRoad road)
    {
        var rounds = _rounds[road];
        Spread Latency(double part) => Spread.Of(rounds.Select(round => round.Latency(part)));
        return new(road.Name, Spread.Of(rounds.Select(round => round.Backlog)), Spread.Of(rounds.Select(round => round.PerSecond)), Latency(0.5), Latency(0.95), Latency(0.99));
    }

    private Dictionary<string, Spread> RatiosOf(Func<Round, double> rate) => roads.Skip(1).ToDictionary(
        floor => floor.Name,
        floor => Spread.Of(_rounds[roads[0]].Zip(_rounds[floor], (mesh, other) => rate(mesh) / rate(other))));

    private static async Task<double[]> LatenciesAsync(IRoad road, int count, CancellationToken cancellation)
    {
        var latencies = new double[count];
        for (var i = 0; i < count; i++)
        {
            latencies[i] = (await road.SendAsync(cancellation)).TotalMilliseconds;
        }

        Array.Sort(latencies);
        return latencies;
    }

    // So many senders, each with its next as soon as its last has arrived.
    private async Task<double> RateAsync(IRoad road, TimeSpan during, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var sent = await Task.WhenAll(Enumerable.Range(0, plan.InFlight).Select(_ => Task.Run(
            async () =>
            {
                var count = 0;
                for (; Stopwatch.GetElapsedTime(begun) < during; count++)
                {
                    await road.SendAsync(cancellation);
                }

                return count;
            },
            cancellation)));
        return sent.Sum() / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private sealed record Round(double[] Sorted, double Backlog, double PerSecond)
    {
        public double Latency(double part) => Spread.Percentile(Sorted, part);
    }
}

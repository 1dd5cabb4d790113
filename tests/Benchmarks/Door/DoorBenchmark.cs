using System.Diagnostics;
using Mesh.Disclosure;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Benchmarks.Door;

/// <summary>Measures roads in turn, in opposite order every other round, so that what the machine does meanwhile falls on all of them.</summary>
internal sealed class DoorBenchmark(IReadOnlyList<(string Name, Uri Address)> roads, LoadProcess client, DatabaseProcesses database, DoorPlan plan, Action<string> say)
{
    /// <summary>How many entries the person has whose list is read.</summary>
    public const int ListedEntries = 1_000;

    private readonly Dictionary<(string Road, int InFlight), List<Measured>> _rounds = [];
    private readonly Dictionary<Uri, double> _rates = [];

    /// <summary>The first road is the door's, the others are floors.</summary>
    public async Task<(IReadOnlyList<DoorRoadResult> Roads, IReadOnlyList<DoorRatio> Ratios)> RoadsAsync(CancellationToken cancellation)
    {
        foreach (var (_, address) in roads)
        {
            await WarmUpAsync(address, cancellation);
        }

        for (var round = 0; round < plan.Rounds; round++)
        {
            foreach (var inFlight in DoorPlan.InFlight)
            {
                foreach (var (name, address) in round % 2 == 0 ? roads : roads.Reverse())
                {
                    var measured = await MeasureAsync(address, inFlight, cancellation);
                    _rounds.TryAdd((name, inFlight), []);
                    _rounds[(name, inFlight)].Add(measured);
                    say($"round {round + 1} {name,-14} {inFlight,3} in flight {measured.Load.PerSecond,8:0} a second, p50 {measured.Load.P50:0.00} ms, p99 {measured.Load.P99:0.00} ms, {measured.ServerCpu:0} + {measured.DatabaseCpu:0} + {measured.Load.CpuMicroseconds:0} us");
                }
            }
        }

        return (
            [.. roads.SelectMany(road => DoorPlan.InFlight.Select(inFlight => ResultOf(road.Name, inFlight)))],
            [.. roads.Skip(1).SelectMany(floor => DoorPlan.InFlight.Select(inFlight => RatioTo(floor.Name, inFlight)))]);
    }

    /// <summary>The same door with many rows in its ledger and with few, in turn.</summary>
    public async Task<SizeResult> SizesAsync(Uri many, Uri few, CancellationToken cancellation)
    {
        await WarmUpAsync(few, cancellation);
        var ratios = new List<double>();
        for (var pair = 0; pair < plan.Pairs; pair++)
        {
            var rates = new Dictionary<Uri, double>();
            foreach (var address in pair % 2 == 0 ? (Uri[])[many, few] : [few, many])
            {
                rates[address] = (await MeasureAsync(address, DoorPlan.InFlight[^1], cancellation)).Load.PerSecond;
            }

            ratios.Add(rates[many] / rates[few]);
            say($"pair {pair + 1} {rates[many]:0} with many rows, {rates[few]:0} with few: {ratios[^1]:0.00}");
        }

        return new(plan.Entries, plan.FewEntries, plan.Pairs, Spread.Of(ratios));
    }

    /// <summary>How many calls a second the door served at the most in flight, as the middle round had it.</summary>
    public double DoorPerSecond => ResultOf(roads[0].Name, DoorPlan.InFlight[^1]).PerSecond.Median;

    /// <summary>Reads the longest list of a person's entries, whole.</summary>
    public static async Task<ListResult> ListAsync(TestHost door, CancellationToken cancellation)
    {
        var (read, times) = (0, new List<double>());
        for (var time = 0; time < 11; time++)
        {
            var began = Stopwatch.GetTimestamp();
            read = await door.InScopeAsync(async scope =>
                (await scope.GetRequiredService<LedgerReader>().PageOfSubjectAsync(ArtificialPeople.IdOf(0), 0, ListedEntries, cancellation)).Count);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        // The first one compiles.
        return new(read, Spread.Of(times.Skip(1)));
    }

    /// <summary>What this process has used of the processor.</summary>
    public static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private async Task WarmUpAsync(Uri address, CancellationToken cancellation)
    {
        _rates[address] = 500;
        foreach (var seconds in (double[])[plan.WarmUp.TotalSeconds / 4, plan.WarmUp.TotalSeconds * 3 / 4])
        {
            _rates[address] = (await RunAsync(address, DoorPlan.InFlight[^1], seconds, cancellation)).PerSecond;
        }
    }

    private async Task<Measured> MeasureAsync(Uri address, int inFlight, CancellationToken cancellation)
    {
        var (server, rows) = (Cpu(), database.Cpu());
        var load = await RunAsync(address, inFlight, plan.Loaded.TotalSeconds, cancellation);
        return new(load, (Cpu() - server).TotalMicroseconds / load.Calls, (database.Cpu() - rows).TotalMicroseconds / load.Calls);
    }

    // Half as many again as the fastest so far would need; when they run out, the time ends with them.
    private Task<LoadResult> RunAsync(Uri address, int inFlight, double seconds, CancellationToken cancellation) =>
        client.RunAsync(new(address, inFlight, (int)Math.Ceiling(_rates[address] * Math.Min(1, inFlight / 8.0) * seconds * 1.5) + inFlight, seconds), cancellation);

    private DoorRoadResult ResultOf(string road, int inFlight)
    {
        var rounds = _rounds[(road, inFlight)];
        Spread Of(Func<Measured, double> value) => Spread.Of(rounds.Select(value));
        return new(road, inFlight, Of(one => one.Load.PerSecond), Of(one => one.Load.P50), Of(one => one.Load.P99), Of(one => one.ServerCpu), Of(one => one.DatabaseCpu), Of(one => one.Load.CpuMicroseconds));
    }

    private DoorRatio RatioTo(string floor, int inFlight)
    {
        Spread Of(Func<Measured, Measured, double> ratio) => Spread.Of(_rounds[(roads[0].Name, inFlight)].Zip(_rounds[(floor, inFlight)], ratio));
        return new(floor, inFlight, Of((door, other) => door.Load.PerSecond / other.Load.PerSecond), Of((door, other) => door.Load.P99 / other.Load.P99));
    }

    private sealed record Measured(LoadResult Load, double ServerCpu, double DatabaseCpu);
}

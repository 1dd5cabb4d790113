using System.CommandLine;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Mesh.Benchmarks.Statutes;

/// <summary>What one way showed in all rounds.</summary>
/// <param name="Name">Read (the floor), Hold or Evaluate.</param>
/// <param name="Seconds">For the whole register, by BenchmarkDotNet: what passed, whoever else had the core meanwhile.</param>
/// <param name="CoreSeconds">Of the core's own time, in interleaved rounds.</param>
/// <param name="BytesPerClient">Allocated and let go of.</param>
internal sealed record StatutesWay(string Name, Spread Seconds, Spread CoreSeconds, double BytesPerClient);

/// <summary>All of a run.</summary>
/// <param name="Clients">Clients of the register.</param>
/// <param name="DaysOnAverage">Paid days of one.</param>
/// <param name="Cores">Cores the process could use.</param>
/// <param name="Ways">The floor first.</param>
/// <param name="EvaluateToRead">Evaluate as a multiple of the floor, in the core's time of each round's pair.</param>
/// <param name="HeapMegabytes">What is kept after a collection, at the beginning and after each tenth of the register.</param>
internal sealed record StatutesResult(
    int Clients, double DaysOnAverage, int Cores, IReadOnlyList<StatutesWay> Ways, Spread EvaluateToRead, IReadOnlyList<double> HeapMegabytes);

/// <summary><c>statutes</c>: every eligibility criterion over a whole register, beside merely reading its rows.</summary>
internal static class StatutesCommand
{
    private const int Rounds = 5;
    private const int Tenths = 10;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Of()
    {
        var file = new Option<FileInfo?>("--json") { Description = "File for the result." };
        var command = new Command("statutes", "Every criterion of 300,000 clients in both profiles, beside merely reading the same rows.") { file };
        command.SetAction(parsed => Run(parsed.GetValue(file)));
        return command;
    }

    private static void Run(FileInfo? file)
    {
        // In this process, so that the core it was given is the one that is measured; one operation is the whole register.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(1).WithIterationCount(Rounds).WithInvocationCount(1).WithUnrollFactor(1);
        var config = ManualConfig.CreateEmpty().WithArtifactsPath(Path.Combine(Path.GetTempPath(), "mesh-benchmarks")).AddJob(job).AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.DisableLogFile);
        var summary = BenchmarkRunner.Run<StatutesBenchmark>(config);
        var benchmark = new StatutesBenchmark();
        var core = CoreSeconds([benchmark.Read, benchmark.Hold, benchmark.Evaluate]);
        var ways = summary.Reports.Zip(core, Way).ToArray();
        StatutesResult result = new(
            StatutesBenchmark.Clients,
            new SyntheticClients().DaysOnAverage,
            Environment.ProcessorCount,
            ways,
            Spread.Of(core[^1].Zip(core[0], (whole, floor) => whole / floor)),
            Heap(benchmark));
        Console.WriteLine(JsonSerializer.Serialize(result, Written));
        if (file is not null)
        {
            File.WriteAllText(file.FullName, JsonSerializer.Serialize(result, Written) + "\n");
        }
    }

    private static StatutesWay Way(BenchmarkReport report, double[] core) => new(
        report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
        Spread.Of(Seconds(report)),
        Spread.Of(core),
        (report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0) / (double)StatutesBenchmark.Clients);

    private static double[] Seconds(BenchmarkReport report) =>
        [.. report.AllMeasurements.Where(m => m.Is(IterationMode.Workload, IterationStage.Actual)).Select(m => m.Nanoseconds / m.Operations / 1e9)];

    // One after another in each round, so that what the machine does meanwhile falls on all of them.
    private static double[][] CoreSeconds(Func<long>[] ways)
    {
        double[][] seconds = [.. ways.Select(_ => new double[Rounds])];
        for (var round = 0; round < Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var before = Environment.CpuUsage.TotalTime;
                ways[way]();
                seconds[way][round] = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            }
        }

        return seconds;
    }

    private static List<double> Heap(StatutesBenchmark benchmark)
    {
        List<double> kept = [GC.GetTotalMemory(forceFullCollection: true) / 1e6];
        benchmark.EvaluateEach(count =>
        {
            if (count % (StatutesBenchmark.Clients / Tenths) == 0)
            {
                kept.Add(GC.GetTotalMemory(forceFullCollection: true) / 1e6);
            }
        });
        return kept;
    }
}

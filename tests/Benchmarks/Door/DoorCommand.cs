using System.CommandLine;
using System.Text.Json;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mesh.Benchmarks.Door;

/// <summary><c>door</c>: whole disclosures beside an echo and beside one statement written by hand.</summary>
internal static class DoorCommand
{
    private const string Sealing = "sealing";
    private const string Door = "door";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Of()
    {
        var usual = new DoorPlan();
        var consents = Number("--consents", "Clients with a consent each.", usual.Consents);
        var entries = Number("--entries", "Rows of the ledger before the run.", usual.Entries);
        var few = Number("--few", "Rows of the ledger that it is compared with.", usual.FewEntries);
        var rounds = Number("--rounds", "How often each road is measured.", usual.Rounds);
        var pairs = Number("--pairs", "How often many rows are measured beside few.", usual.Pairs);
        var seconds = Number("--seconds", "How long each road runs each time.", (int)usual.Loaded.TotalSeconds);
        var warmUp = Number("--warm-up", "How long each road runs before anything counts.", (int)usual.WarmUp.TotalSeconds);
        var only = new Option<string?>("--only") { Description = "One part alone." };
        only.AcceptOnlyFromAmong(Sealing, Door);
        var file = new Option<FileInfo?>("--json") { Description = "File for the result." };
        var command = new Command("door", "Disclosures over mTLS on PostgreSQL with fsync, beside an echo and beside one statement.") { consents, entries, few, rounds, pairs, seconds, warmUp, only, file };
        command.SetAction((parsed, cancellation) => RunAsync(
            new()
            {
                Consents = parsed.GetValue(consents),
                Entries = parsed.GetValue(entries),
                FewEntries = parsed.GetValue(few),
                Rounds = parsed.GetValue(rounds),
                Pairs = parsed.GetValue(pairs),
                Loaded = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                WarmUp = TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
            },
            parsed.GetValue(only),
            parsed.GetValue(file),
            cancellation));
        return command;
    }

    private static async Task RunAsync(DoorPlan plan, string? only, FileInfo? file, CancellationToken cancellation)
    {
        Environment.SetEnvironmentVariable("MESH_TEST_DATABASE", "postgresql");
        TestCluster.IsDurable = true;
        using var installation = new Installation();
        if (only == Sealing)
        {
            await using var alone = (await DoorHosts.HolderAsync(installation, "many", plan, plan.Entries, cancellation)).Host;
            var processes = await DatabaseProcesses.OfAsync(alone.Services.GetRequiredService<NpgsqlDataSource>(), cancellation);
            Console.WriteLine((await new SealingBenchmark(alone, processes, plan, Console.WriteLine).RunAsync(null, cancellation)).Text);
            return;
        }

        using var client = await LoadProcess.StartAsync(installation, plan);
        var (door, filled) = await DoorHosts.HolderAsync(installation, "many", plan, plan.Entries, cancellation);
        await using var many = door;
        if (only == Door)
        {
            var own = await DatabaseProcesses.OfAsync(many.Services.GetRequiredService<NpgsqlDataSource>(), cancellation);
            await new DoorBenchmark([("door", many.Address)], client, own, plan, Console.WriteLine).RoadsAsync(cancellation);
            return;
        }

        var (fewDoor, fewFilled) = await DoorHosts.HolderAsync(installation, "few", plan, plan.FewEntries, cancellation);
        await using var few = fewDoor;
        Console.WriteLine($"filled in {filled.TotalSeconds:0} s and {fewFilled.TotalSeconds:0} s");
        await using var echo = await DoorHosts.FloorAsync<EchoFloor>(installation, null, cancellation);
        await using var statement = await DoorHosts.FloorAsync<OneStatementFloor>(installation, many.Services.GetRequiredService<NpgsqlDataSource>(), cancellation);
        var database = await DatabaseProcesses.OfAsync(many.Services.GetRequiredService<NpgsqlDataSource>(), cancellation);
        var benchmark = new DoorBenchmark(
            [("door", many.Address), ("echo", echo.ListeningAt()), ("one statement", statement.ListeningAt())], client, database, plan, Console.WriteLine);
        var (roads, ratios) = await benchmark.RoadsAsync(cancellation);
        var parts = PartCosts.Of(many, installation).Concat(await PartSpans.OfAsync(client, many.Address, cancellation)).ToDictionary();
        var sizes = await benchmark.SizesAsync(many.Address, few.Address, cancellation);
        var sealing = await new SealingBenchmark(many, database, plan, Console.WriteLine).RunAsync(benchmark.DoorPerSecond, cancellation);
        var result = new DoorResult(
            plan, (filled + fewFilled).TotalSeconds, roads, ratios, sizes, sealing, await DoorBenchmark.ListAsync(many, cancellation), parts);
        Print(result);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(result, Written) + "\n", cancellation);
        }
    }

    private static Option<int> Number(string name, string says, int usual) => new(name) { Description = says, DefaultValueFactory = _ => usual };

    private static void Print(DoorResult result)
    {
        Console.WriteLine($"\n{"",-14} {"in flight",9}  {"a second",-22} {"p50 ms",-20} {"p99 ms",-20} {"server us",-18} {"database us",-18} {"client us",-16}");
        foreach (var road in result.Roads)
        {
            Console.WriteLine($"{road.Road,-14} {road.InFlight,9}  {road.PerSecond.Text("0"),-22} {road.P50.Text("0.00"),-20} {road.P99.Text("0.00"),-20} {road.ServerCpu.Text("0"),-18} {road.DatabaseCpu.Text("0"),-18} {road.ClientCpu.Text("0"),-16}");
        }

        foreach (var ratio in result.Ratios)
        {
            Console.WriteLine($"door / {ratio.Floor}, {ratio.InFlight} in flight: rate {ratio.Rate.Text("0.00")}, p99 {ratio.P99.Text("0.00")}");
        }

        Console.WriteLine($"{result.Sizes.Entries} / {result.Sizes.FewEntries} rows, {result.Sizes.Pairs} pairs: {result.Sizes.Rate.Text("0.00")}");
        Console.WriteLine(result.Sealing.Text);
        Console.WriteLine($"list of {result.List.Entries}: {result.List.Milliseconds.Text("0.0")} ms");
        foreach (var (part, cost) in result.PartMicroseconds)
        {
            Console.WriteLine($"{part}: {cost:0.0} us");
        }
    }
}

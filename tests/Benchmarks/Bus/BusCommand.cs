using System.CommandLine;
using System.Text.Json;
using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Npgsql;

namespace Mesh.Benchmarks.Bus;

/// <summary><c>bus</c>: outbox commit to handler's commit, beside the broker alone.</summary>
internal static class BusCommand
{
    // An envelope of the notice that is sent, as JSON.
    private const int EnvelopeSize = 620;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Of()
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each road is measured.", DefaultValueFactory = _ => new BusPlan().Rounds };
        var alone = new Option<bool>("--mesh") { Description = "Only the mesh's own road, for a profile of it." };
        var file = new Option<FileInfo?>("--json") { Description = "File for the result." };
        var command = new Command("bus", "Notices from one participation's outbox to another's handler, on PostgreSQL and RabbitMQ, beside raw RabbitMQ.Client.") { rounds, alone, file };
        command.SetAction((parsed, cancellation) => RunAsync(new BusPlan { Rounds = parsed.GetValue(rounds) }, parsed.GetValue(alone), parsed.GetValue(file), cancellation));
        return command;
    }

    private static async Task RunAsync(BusPlan plan, bool isAlone, FileInfo? file, CancellationToken cancellation)
    {
        Environment.SetEnvironmentVariable("MESH_TEST_DATABASE", "postgresql");
        TestCluster.IsDurable = true;
        using var installation = new Installation();
        await using var broker = await TestBroker.StartAsync(installation, cancellation);
        await using var mesh = await MeshRoad.OpenAsync(installation, broker, cancellation);
        await using var raw = await RawRoad.OpenAsync(broker, Participants.SouthKarelia, EnvelopeSize);
        var tables = (await BareAsync("bare_sender", cancellation), await BareAsync("bare_receiver", cancellation));
        await using var withTables = await RawRoad.OpenAsync(broker, Participants.VantaaMunicipality, EnvelopeSize, tables);
        var result = await new BusBenchmark(isAlone ? [mesh] : [mesh, raw, withTables], plan, Console.WriteLine).RunAsync(cancellation);
        Print(result);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(result, Written) + "\n", cancellation);
        }
    }

    private static async Task<NpgsqlDataSource> BareAsync(string name, CancellationToken cancellation)
    {
        var database = await TestCluster.NewAsync(name, cancellation);
        var source = PostgresConnections.Open(database.As(database.Owner));
        await using var command = source.CreateCommand("CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body bytea NOT NULL)");
        await command.ExecuteNonQueryAsync(cancellation);
        return source;
    }

    private static void Print(BusResult result)
    {
        Console.WriteLine($"\n{"",-16} {"backlog, a second",-22} {$"acts, {result.InFlight} in flight",-22} {"p50 ms",-20} {"p95 ms",-20} {"p99 ms",-20}");
        foreach (var road in result.Roads)
        {
            Console.WriteLine(
                $"{road.Road,-16} {road.Backlog.Text("0"),-22} {road.PerSecond.Text("0"),-22} {road.P50.Text("0.00"),-20} {road.P95.Text("0.00"),-20} {road.P99.Text("0.00"),-20}");
        }

        foreach (var (floor, ratio) in result.BacklogToFloor)
        {
            Console.WriteLine($"mesh / {floor}: backlog {ratio.Text("0.00")}, acts {result.RateToFloor[floor].Text("0.00")}");
        }
    }
}

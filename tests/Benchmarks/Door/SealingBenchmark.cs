using System.Diagnostics;
using Mesh.Disclosure;
using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mesh.Benchmarks.Door;

/// <summary>Seals rows that have come in at once, on a machine that does nothing else meanwhile.</summary>
internal sealed class SealingBenchmark(TestHost door, DatabaseProcesses database, DoorPlan plan, Action<string> say)
{
    private const int AtOnce = 20_000;

    /// <summary>Runs every round.</summary>
    /// <param name="doorPerSecond">The door's rate; null when it was not measured.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<SealingResult> RunAsync(double? doorPerSecond, CancellationToken cancellation)
    {
        await using var owner = (NpgsqlConnection)await TestStorage.OpenAsync(door.Services.GetRequiredService<StoragePlace>(), cancellation);

        // What came before, and what is compiled by the way.
        await CopyAsync(owner, AtOnce, cancellation);
        await SealAsync(sealer => sealer.SealAllAsync(cancellation));
        var (rates, own, servers) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < plan.Rounds; round++)
        {
            var since = TimeProvider.System.GetUtcNow();
            await CopyAsync(owner, AtOnce, cancellation);
            var (ownBefore, serversBefore) = (DoorBenchmark.Cpu(), database.Cpu());
            rates.Add(AtOnce / (await SealAsync(sealer => sealer.SealAsync(since, cancellation))).TotalSeconds);
            own.Add((DoorBenchmark.Cpu() - ownBefore).TotalMicroseconds / AtOnce);
            servers.Add((database.Cpu() - serversBefore).TotalMicroseconds / AtOnce);
            say($"sealing {round + 1}: {rates[^1]:0} a second, {own[^1]:0} + {servers[^1]:0} us a row");
        }

        var search = await SealAsync(sealer => sealer.SealAllAsync(cancellation));
        var rate = Spread.Of(rates);
        return new(AtOnce, rate, doorPerSecond is { } calls ? rate.Median / calls : null, Spread.Of(own), Spread.Of(servers), search.TotalSeconds);
    }

    private async Task<TimeSpan> SealAsync(Func<LedgerSealer, Task<long>> seal)
    {
        var began = Stopwatch.GetTimestamp();
        await door.InScopeAsync(scope => seal(scope.GetRequiredService<LedgerSealer>()));
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task CopyAsync(NpgsqlConnection owner, int rows, CancellationToken cancellation)
    {
        await using var columns = new NpgsqlCommand(
            "SELECT string_agg(column_name, ', ') FROM information_schema.columns WHERE table_name = 'disclosure_ledger' AND column_name <> 'entry_id'", owner);
        var rest = (string)(await columns.ExecuteScalarAsync(cancellation))!;
        await using var copy = new NpgsqlCommand(
            $"""
            INSERT INTO disclosure_ledger (entry_id, {rest})
            SELECT {ArtificialPeople.IdInSql("row_number() OVER ()", TimeProvider.System.GetUtcNow())}, {rest} FROM (SELECT * FROM disclosure_ledger LIMIT {rows}) AS old
            """,
            owner) { CommandTimeout = 0 };
        if (await copy.ExecuteNonQueryAsync(cancellation) is var copied && copied != rows)
        {
            throw new InvalidOperationException($"The ledger has {copied} rows; sealing is measured with {rows}.");
        }
    }
}

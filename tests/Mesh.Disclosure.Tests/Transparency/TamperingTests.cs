using System.Globalization;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Mesh.Disclosure.Tests;

/// <summary>Whoever owns the database edits it behind the service's back; the audit says so.</summary>
public sealed class TamperingTests
{
    private static readonly Guid Aino = Guid.CreateVersion7();
    private static readonly Guid Eetu = Guid.CreateVersion7();

    [Theory]
    [InlineData("disclosure_ledger", "entry_id")]
    [InlineData("ledger_leaf", "leaf_index")]
    [InlineData("ledger_node", "node")]
    [InlineData("ledger_opening", "entry_id")]
    [InlineData("ledger_checkpoint", "tree_size")]
    public async Task Audit_WhenAnyColumnOfAnyRowIsEdited_SaysSo(string table, string key)
    {
        await using var holder = await SealedAsync();
        await AssertEditsAreSeenAsync(holder, table, key);
    }

    /// <summary>Edits the first, the last and one row between, every column of each, and puts it back.</summary>
    internal static async Task AssertEditsAreSeenAsync(TestHolder holder, string table, string key)
    {
        var columns = await holder.InAsync(services => Task.FromResult(
            services.Get<DbContext>().Model.GetEntityTypes().Single(type => type.GetTableName() == table).GetProperties().ToList()));
        var keys = await TestStorage.ColumnAsync(holder.Place, $"SELECT {key} FROM {table} ORDER BY {key}", Cancellation);
        Assert.Empty(await LedgerSealerTests.AuditAsync(holder));

        foreach (var row in new[] { keys[0], keys[keys.Count / 2], keys[^1] }.Distinct())
        {
            foreach (var column in columns)
            {
                var name = column.GetColumnName();
                var before = (await TestStorage.ColumnAsync(holder.Place, $"SELECT {name} FROM {table} WHERE {key} = {Literal(row)}", Cancellation))[0];
                var edited = Edited(column, before);
                await SetAsync(holder, table, name, edited, $"{key} = {Literal(row)}");
                Assert.True((await LedgerSealerTests.AuditAsync(holder)).Count > 0, $"{table}.{name} was edited unseen.");
                await SetAsync(holder, table, name, before, $"{key} = {Literal(name == key ? edited : row)}");
            }
        }

        Assert.Empty(await LedgerSealerTests.AuditAsync(holder));
    }

    [Theory]
    [InlineData("disclosure_ledger", "ENTRY_MISSING")]
    [InlineData("ledger_leaf", "TREE")]
    [InlineData("ledger_node", "TREE")]
    [InlineData("ledger_opening", "ENTRY_MISSING")]
    public async Task Audit_WhenRowsAreDeleted_SaysSo(string table, string code)
    {
        await using var holder = await SealedAsync();
        var key = table switch { "ledger_leaf" => "leaf_index", "ledger_node" => "node", _ => "entry_id" };
        await TestStorage.TamperAsync(holder.Place, $"DELETE FROM {table} WHERE {key} = (SELECT min({key}) FROM {table})", Cancellation);

        Assert.Contains(await LedgerSealerTests.AuditAsync(holder), fault => fault.ToString().StartsWith(code, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INSERT INTO ledger_node (node, hash) SELECT 640000, hash FROM ledger_node WHERE node = 1", LedgerFaultCode.Tree)]
    [InlineData("INSERT INTO ledger_leaf (leaf_index, entry_id, leaf, leaf_hash) SELECT 7, '018bc8d2-0000-7000-8000-00000000000a', leaf, @hash FROM ledger_leaf WHERE leaf_index = 0", LedgerFaultCode.Checkpoint)]
    [InlineData("INSERT INTO ledger_opening (entry_id, subject_id, number, salt) SELECT '018bc8d2-0000-7000-8000-00000000000a', subject_id, number + 90, salt FROM ledger_opening WHERE number = 1 LIMIT 1", LedgerFaultCode.EntryChanged)]
    [InlineData("INSERT INTO ledger_checkpoint (tree_size, note) SELECT 5, note FROM ledger_checkpoint WHERE tree_size = 4", LedgerFaultCode.Checkpoint)]
    public async Task Audit_WhenRowsAreInserted_SaysSo(string sql, LedgerFaultCode code)
    {
        await using var holder = await SealedAsync();
        await TestStorage.TamperAsync(holder.Place, sql, Cancellation, sql.Contains("@hash", StringComparison.Ordinal) ? [("@hash", new byte[32])] : []);

        Assert.Contains(await LedgerSealerTests.AuditAsync(holder), fault => fault.Code == code);
    }

    [Fact]
    public async Task Audit_WhenTheLedgerIsTakenBackToAnEarlierCheckpoint_SeesTheEntriesWithoutALeaf()
    {
        await using var holder = await SealedAsync();
        await Rewriting.BackToFourAsync(holder);

        Assert.Equal([LedgerFaultCode.EntryUnsealed], (await LedgerSealerTests.AuditAsync(holder)).Select(fault => fault.Code).Distinct());
    }

    [Fact]
    public async Task Audit_WhenAnEntryIsInsertedLongAfterTheFact_SaysSoBeforeAndAfterItIsSealed()
    {
        await using var holder = await SealedAsync();
        await holder.WriteAsync(LedgerSealerTests.Now.AddDays(-30), Aino);
        Assert.Equal([LedgerFaultCode.EntryUnsealed], (await LedgerSealerTests.AuditAsync(holder)).Select(fault => fault.Code));

        await holder.InAsync(services => services.Get<LedgerSealer>().SealAllAsync(Cancellation));
        Assert.Equal([LedgerFaultCode.SealedLate], (await LedgerSealerTests.AuditAsync(holder)).Select(fault => fault.Code));
    }

    [Fact]
    public async Task Audit_WhenLeavesChangePlaces_SaysSo()
    {
        await using var holder = await SealedAsync();
        foreach (var (from, to) in new[] { (2, 100), (3, 2), (100, 3) })
        {
            await TestStorage.TamperAsync(holder.Place, $"UPDATE ledger_leaf SET leaf_index = {to} WHERE leaf_index = {from}", Cancellation);
        }

        var codes = (await LedgerSealerTests.AuditAsync(holder)).Select(fault => fault.Code).ToList();
        Assert.Contains(LedgerFaultCode.Tree, codes);
        Assert.Contains(LedgerFaultCode.Checkpoint, codes);
    }

    // The owner of the database alone cannot make it right again: the checkpoint is signed. Who has the key as well can, and the witnesses see.
    [Fact]
    public async Task Audit_WhenAnEntryIsReplacedWithItsLeafAndTheWholeTree_FailsAtTheSignature()
    {
        await using var holder = await SealedAsync();
        await Rewriting.OfRequesterAsync(holder, leafIndex: 1, key: null);

        Assert.Equal([LedgerFaultCode.Checkpoint], (await LedgerSealerTests.AuditAsync(holder)).Select(fault => fault.Code).Distinct());
    }

    [Fact]
    public async Task Audit_WhenEverythingIsRewrittenWithTheKey_IsDeceived()
    {
        await using var holder = await SealedAsync();
        await Rewriting.OfRequesterAsync(holder, leafIndex: 1, TestLedgerKeys.KeyOf(People.Municipality));

        Assert.Empty(await LedgerSealerTests.AuditAsync(holder));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<TestHolder> SealedAsync()
    {
        var holder = await TestHolder.OpenAsync(People.Municipality);
        var at = LedgerSealerTests.Now.AddMinutes(-10);
        await holder.SealAsync();
        await holder.WriteAsync(at, Aino, Eetu, Aino, Aino);
        await holder.SealAsync();
        await holder.WriteAsync(at.AddSeconds(1), Eetu, Aino, Eetu);
        await holder.SealAsync();
        return holder;
    }

    private static Task SetAsync(TestHolder holder, string table, string column, object value, string where) =>
        TestStorage.TamperAsync(holder.Place, $"UPDATE {table} SET {column} = @value WHERE {where}", Cancellation, ("@value", value));

    private static string Literal(object value) => value is string text ? $"'{text}'" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    // Another value that the column takes and the program can read; where it is an enum's, another of its names.
    private static object Edited(IProperty column, object before)
    {
        var type = Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType;
        return (type, before) switch
        {
            ({ IsEnum: true }, string name) => Enum.GetNames(type).First(other => other != name && other != "Unspecified"),
            _ when type == typeof(Guid) => Guid.CreateVersion7().ToString("D"),
            (_, bool truth) => !truth,
            (_, byte[] bytes) => (byte[])[(byte)(bytes[0] ^ 1), .. bytes[1..]],
            (_, string text) => text.Length > 0 ? text[..^1] : "x",
            _ when type == typeof(bool) => 1 - Convert.ToInt64(before, CultureInfo.InvariantCulture),
            (_, int number) => number + 1000,
            _ => Convert.ToInt64(before, CultureInfo.InvariantCulture) + 1000,
        };
    }
}

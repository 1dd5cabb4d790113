using System.Data.Common;
using System.Security.Cryptography;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure.Tests;

public sealed class LedgerSealerTests
{
    private static readonly Guid Aino = Guid.CreateVersion7();
    private static readonly Guid Eetu = Guid.CreateVersion7();

    [Fact]
    public async Task Seal_WhenEntriesAreCommitted_GivesEachALeafInOrderAndSignsTheirRoot()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        Assert.Equal(0, await holder.SealAsync());
        var entries = await holder.WriteAsync(Now, Aino, Eetu, Aino);
        Assert.Equal(3, await holder.SealAsync());
        entries.AddRange(await holder.WriteAsync(Now.AddSeconds(1), Aino, Eetu));
        Assert.Equal(5, await holder.SealAsync());

        var rows = await holder.RowsAsync<LedgerLeafRow>(row => row.LeafIndex);
        var leaves = rows.ConvertAll(row => LedgerLeaf.TryRead(row.Leaf)!);
        Assert.Equal([0, 1, 2, 3, 4], rows.Select(row => row.LeafIndex));
        Assert.Equal(entries.Select(entry => entry.EntryId), leaves.Select(leaf => leaf.EntryId));
        Assert.Equal([1, 1, 2, 3, 2], leaves.Select(leaf => leaf.Number));
        Assert.Equal([LedgerLeaf.Start, LedgerLeaf.Start, rows[0].LeafHash, rows[2].LeafHash, rows[1].LeafHash], leaves.Select(leaf => leaf.PreviousLeaf.ToList()));

        var checkpoints = await CheckpointsAsync(holder);
        var tree = new NaiveTree([.. rows.Select(row => InTree(row.Leaf))]);
        Assert.Equal([0, 3, 5], checkpoints.Select(checkpoint => checkpoint.Size));
        Assert.All(checkpoints, checkpoint => Assert.Equal(tree.Mth(0, (int)checkpoint.Size), checkpoint.Root));
        Assert.Empty(await AuditAsync(holder));
    }

    [Fact]
    public async Task Seal_WhenNothingIsNew_LeavesTheLedgerAsItIs()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(Now, Aino);
        await holder.SealAsync();

        Assert.Equal(1, await holder.SealAsync());
        Assert.Single(await CheckpointsAsync(holder));
    }

    [Fact]
    public async Task Seal_WhenAnEntryWithASmallerIdIsCommittedLater_SealsItToo()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(Now, Aino);
        await holder.SealAsync();
        var late = await holder.WriteAsync(Now.AddMinutes(-1), Eetu, Aino);

        Assert.Equal(3, await holder.SealAsync());
        var leaves = await holder.RowsAsync<LedgerLeafRow>(row => row.LeafIndex);
        Assert.Equal(late.Select(entry => entry.EntryId), leaves.Skip(1).Select(leaf => leaf.EntryId));
    }

    // A machine whose clock was wrong by days: found by the search of the whole ledger.
    [Fact]
    public async Task SealAll_WhenAnEntryHasAnOldId_SealsIt()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(Now.AddDays(-3), Aino);

        Assert.Equal(0, await holder.SealAsync());
        Assert.Equal(1, await holder.InAsync(services => services.Get<LedgerSealer>().SealAllAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Seal_WhenSeveralSealAtOnce_GivesEveryEntryOneLeaf()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var subjects = Enumerable.Range(0, 40).Select(at => at % 3 == 0 ? Aino : Eetu).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(at => Task.Run(async () =>
        {
            await holder.WriteAsync(Now.AddMilliseconds(at * 100), subjects);
            await holder.SealAsync();
        })));
        await holder.SealAsync();

        Assert.Equal(240, (await holder.RowsAsync<LedgerLeafRow>(row => row.LeafIndex)).Count);
        Assert.Empty(await AuditAsync(holder));
    }

    [Fact]
    public async Task Seal_WhenMoreHasComeInThanOneCheckpointTakes_SignsSeveral()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(Now.AddMinutes(-1), [.. Enumerable.Repeat(Aino, LedgerSealer.Most + 7)]);

        Assert.Equal(LedgerSealer.Most + 7, await holder.SealAsync());
        Assert.Equal([LedgerSealer.Most, LedgerSealer.Most + 7], (await CheckpointsAsync(holder)).Select(checkpoint => checkpoint.Size));
        Assert.Empty(await AuditAsync(holder));
    }

    // A subtree that somebody wrote before: the last of what is written is refused.
    [Fact]
    public async Task Seal_WhenARowOfItIsRefused_LeavesNothingOfIt()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(Now, Aino, Eetu, Aino);
        await holder.ActAsync((services, _) =>
        {
            services.Get<DbContext>().Add(new LedgerNodeRow { Node = LedgerNodeRow.KeyOf(new TreeNode(1, 0)), Hash = new byte[32] });
            return Task.CompletedTask;
        });

        await Assert.ThrowsAnyAsync<Exception>(holder.SealAsync);
        Assert.Empty(await holder.RowsAsync<LedgerLeafRow>(row => row.LeafIndex));
        Assert.Empty(await holder.RowsAsync<LedgerOpeningRow>(row => row.EntryId));
        Assert.Empty(await CheckpointsAsync(holder));
    }

    [Theory]
    [InlineData("ledger_leaf", "leaf")]
    [InlineData("ledger_node", "hash")]
    [InlineData("ledger_opening", "salt")]
    [InlineData("ledger_checkpoint", "note")]
    [InlineData("ledger_cosignature", "line")]
    [InlineData("disclosure_ledger", "requester")]
    public async Task Change_WhenTheServiceTriesItOnWhatIsSealed_IsRefusedByTheDatabase(string table, string column)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(Now, Aino, Eetu);
        await holder.SealAsync();
        await holder.ActAsync((services, _) =>
        {
            services.Get<DbContext>().Add(new LedgerCosignatureRow { TreeSize = 2, Witness = People.Kela.ToString(), Line = "" });
            return Task.CompletedTask;
        });

        await holder.InAsync(async services =>
        {
            string[] changes = [$"UPDATE {table} SET {column} = {column}", $"DELETE FROM {table}", .. TestStorage.IsPostgres ? [$"TRUNCATE {table}"] : Array.Empty<string>()];
            foreach (var sql in changes)
            {
                await AppendOnlyRefusal.OfAsync(services, sql);
            }

            foreach (var sql in TestStorage.IsPostgres ? [$"ALTER TABLE {table} ADD COLUMN more text", $"ALTER TABLE {table} DISABLE TRIGGER ALL", $"DROP TABLE {table}"] : Array.Empty<string>())
            {
                var refusal = await Assert.ThrowsAnyAsync<DbException>(() => services.Get<DbContext>().Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken));
                Assert.Equal("42501", refusal.SqlState);
            }

            return true;
        });
        Assert.Empty(await AuditAsync(holder));
    }

    /// <summary>What of a leaf is hashed into the tree.</summary>
    internal static byte[] InTree(byte[] leaf) => LedgerLeaf.TreeBytes(LedgerLeaf.TryRead(leaf)!.EntrySha256, SHA256.HashData(leaf));

    internal static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    internal static Task<IReadOnlyList<LedgerFault>> AuditAsync(TestHolder holder) =>
        holder.InAsync(services => services.Get<LedgerAudit>().RunAsync(TestContext.Current.CancellationToken));

    private static async Task<List<Checkpoint>> CheckpointsAsync(TestHolder holder) => (await holder.RowsAsync<LedgerCheckpointRow>(row => row.TreeSize))
        .ConvertAll(row => SignedCheckpoint.TryVerify(SignedNote.TryRead(row.Note), People.Municipality, new TestLedgerKeys())!);
}

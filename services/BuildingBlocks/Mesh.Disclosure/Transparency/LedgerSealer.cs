using System.Globalization;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Seals entries of the ledger: gives each its place in the tree and among those about the same subject, and signs a checkpoint over all.
/// Off the request path; the one place where leaves and checkpoints come about.
/// </summary>
public sealed class LedgerSealer
{
    /// <summary>Most entries of one checkpoint: a transaction stays short however much has come in.</summary>
    internal const int Most = 500;

    // The id begins with the machine's time at writing, so what has just been committed is among the newest ids whatever order it was committed in.
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    private readonly DbContext _database;
    private readonly Transactions _transactions;
    private readonly ILedgerKeys _keys;
    private readonly TimeProvider _time;
    private readonly ISealingRows _rows;
    private readonly LedgerTree _tree;

    /// <summary>Seals on the database that is there, as fast as it can be.</summary>
    public LedgerSealer(DbContext database, Transactions transactions, ILedgerKeys keys, TimeProvider time)
        : this(database, transactions, keys, time, database.Database.IsNpgsql() ? new SealingByStatements(database) : new SealingByModel(database))
    {
    }

    internal LedgerSealer(DbContext database, Transactions transactions, ILedgerKeys keys, TimeProvider time, ISealingRows rows) =>
        (_database, _transactions, _keys, _time, _rows, _tree) = (database, transactions, keys, time, rows, new LedgerTree(database));

    /// <summary>Seals every entry of the last hour that has no leaf yet, in order of their ids. With none the ledger stays as it is.</summary>
    /// <returns>How many leaves the tree has.</returns>
    public Task<long> SealAsync(CancellationToken cancellation) => SealAsync(_time.GetUtcNow() - Recent, cancellation);

    /// <summary>As <see cref="SealAsync(CancellationToken)"/>, of those whose ids were made from a time on: each of them is looked at.</summary>
    public Task<long> SealAsync(DateTimeOffset since, CancellationToken cancellation) => SealAsync(FirstIdOf(since), cancellation);

    /// <summary>Seals every entry that has no leaf yet, of whatever age: the whole ledger is searched.</summary>
    /// <returns>How many leaves the tree has.</returns>
    public Task<long> SealAllAsync(CancellationToken cancellation) => SealAsync("", cancellation);

    /// <summary>When the first entry of the last hour that has no leaf yet was written; null when all have one.</summary>
    internal async Task<DateTimeOffset?> OldestUnsealedAsync(CancellationToken cancellation) =>
        (await _rows.LookAsync(FirstIdOf(_time.GetUtcNow() - Recent), cancellation)).First?.RecordedAt;

    /// <summary>What ids of entries begin with, or are greater than, that were made from a time on. UUIDv7: first the milliseconds since 1970, 48 bits.</summary>
    internal static string FirstIdOf(DateTimeOffset since) =>
        string.Create(CultureInfo.InvariantCulture, $"{since.ToUnixTimeMilliseconds():x12}").Insert(8, "-");

    private async Task<long> SealAsync(string from, CancellationToken cancellation)
    {
        // Nothing new is what is found most times; it takes no lock.
        var look = await _rows.LookAsync(from, cancellation);
        if (look is { Size: { } sealedSize, First: null, HasErasure: false })
        {
            return sealedSize;
        }

        // What was passed by is not passed by again: of that, one that is committed meanwhile is found the next time.
        var bounds = new SealingBounds(look.First?.EntryId.ToString("D") ?? from, from);
        while (true)
        {
            // Statements, each of which sees what is committed by then: a snapshot taken before the lock was had would show the tree as it
            // was before the one who had it.
            var at = bounds;
            var (size, next) = await _transactions.RunStatementsAsync(token => SealSomeAsync(at, token), cancellation);
            if (next is null)
            {
                return size;
            }

            bounds = next;
        }
    }

    private async Task<(long Size, SealingBounds? Next)> SealSomeAsync(SealingBounds bounds, CancellationToken cancellation)
    {
        await _database.LockLedgerAsync(cancellation);
        var rows = await _rows.ReadAsync(bounds, Most, cancellation);
        if (rows is { Count: 0, Size: { } size })
        {
            return (size, null);
        }

        var edge = await _tree.ReadAsync(MerkleTree.EdgeOf(rows.Size ?? 0), cancellation);
        var added = SealedRows.Of(rows, edge, _keys.Own, _time.GetUtcNow());
        await _rows.WriteAsync(added, cancellation);
        var next = rows.Entries is [.., var last] ? bounds with { Entry = last.EntryId.ToString("D") } : bounds;
        return (added.Checkpoint.TreeSize, rows.Count < Most ? null : next);
    }
}

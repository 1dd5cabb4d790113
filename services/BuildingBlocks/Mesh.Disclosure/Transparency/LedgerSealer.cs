using System.Globalization;
using System.Security.Cryptography;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Seals entries of the ledger: gives each its place in the tree and among those about the same subject, and signs a checkpoint over all.
/// Off the request path; the one place where leaves and checkpoints come about.
/// </summary>
public sealed class LedgerSealer(DbContext database, Transactions transactions, ILedgerKeys keys, TimeProvider time)
{
    /// <summary>Most entries of one checkpoint: a transaction stays short however much has come in.</summary>
    internal const int Most = 500;

    /// <summary>
    /// How old an entry may be that is looked for each time. The id begins with the machine's time at writing, so what has just been
    /// committed is among the newest ids whatever order it was committed in.
    /// </summary>
    internal static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    private readonly LedgerTree _tree = new(database);

    /// <summary>Seals every entry of the last hour that has no leaf yet, in order of their ids. With none the ledger stays as it is.</summary>
    /// <returns>How many leaves the tree has.</returns>
    public Task<long> SealAsync(CancellationToken cancellation) => SealAsync(FirstRecentId, cancellation);

    /// <summary>Seals every entry that has no leaf yet, of whatever age: the whole ledger is searched.</summary>
    /// <returns>How many leaves the tree has.</returns>
    public Task<long> SealAllAsync(CancellationToken cancellation) => SealAsync("", cancellation);

    /// <summary>When the oldest entry of the last hour that has no leaf yet was written; null when all have one.</summary>
    internal async Task<DateTimeOffset?> OldestUnsealedAsync(CancellationToken cancellation) =>
        (await UnsealedAsync(FirstRecentId, 1, cancellation)).Select(entry => (DateTimeOffset?)entry.RecordedAt).FirstOrDefault();

    /// <summary>What ids of entries begin with, or are greater than, that were made from a time on. UUIDv7: first the milliseconds since 1970, 48 bits.</summary>
    internal static string FirstIdOf(DateTimeOffset since) =>
        string.Create(CultureInfo.InvariantCulture, $"{since.ToUnixTimeMilliseconds():x12}").Insert(8, "-");

    private string FirstRecentId => FirstIdOf(time.GetUtcNow() - Recent);

    private async Task<long> SealAsync(string firstId, CancellationToken cancellation)
    {
        // Nothing new is what is found most times; it takes no lock.
        if (await SizeAsync(cancellation) is { } sealedSize
            && (await UnsealedAsync(firstId, 1, cancellation)).Count == 0 && (await UnsealedErasuresAsync(firstId, 1, cancellation)).Count == 0)
        {
            return sealedSize;
        }

        while (true)
        {
            // Statements, each of which sees what is committed by then: a snapshot taken before the lock was had would show the tree as it
            // was before the one who had it.
            var (size, isAll) = await transactions.RunStatementsAsync(token => SealSomeAsync(firstId, token), cancellation);
            if (isAll)
            {
                return size;
            }
        }
    }

    private async Task<(long Size, bool IsAll)> SealSomeAsync(string firstId, CancellationToken cancellation)
    {
        await database.LockLedgerAsync(cancellation);
        var before = await SizeAsync(cancellation);
        var entries = await UnsealedAsync(firstId, Most, cancellation);
        var erasures = await UnsealedErasuresAsync(firstId, Most - entries.Count, cancellation);
        if (entries.Count + erasures.Count == 0 && before is not null)
        {
            return (before.Value, true);
        }

        var size = before ?? 0;
        var now = time.GetUtcNow();
        List<byte[]> hashes = [.. await AddLeavesAsync(entries, size, now, cancellation)];
        hashes.AddRange(await AddErasuresAsync(erasures, size + hashes.Count, now, cancellation));
        var edge = await _tree.ReadAsync(MerkleTree.EdgeOf(size), cancellation);
        var added = MerkleTree.Add(size, hashes, edge);
        database.AddRange(added.Where(node => node.Key.Level > 0).Select(node => new LedgerNodeRow { Node = LedgerNodeRow.KeyOf(node.Key), Hash = node.Value }));

        size += hashes.Count;
        var root = MerkleTree.Root(size, node => added.TryGetValue(node, out var hash) ? hash : edge(node));
        database.Add(new LedgerCheckpointRow
        {
            TreeSize = size,
            Note = keys.Own.Sign(new Checkpoint(keys.Own.Name, size, root).Text).ToString(),
        });
        return (size, hashes.Count < Most);
    }

    private Task<long?> SizeAsync(CancellationToken cancellation) =>
        database.Set<LedgerCheckpointRow>().MaxAsync(row => (long?)row.TreeSize, cancellation);

    // Entries without a leaf, not entries after the last one sealed: one with a smaller id may be committed later. By hand, since an id
    // is compared as the text it is stored as.
    private Task<List<LedgerEntry>> UnsealedAsync(string firstId, int most, CancellationToken cancellation) => database.Set<LedgerEntry>()
        .FromSql($"""
            SELECT entry.* FROM disclosure_ledger AS entry
            WHERE entry.entry_id >= {firstId} AND NOT EXISTS (SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = entry.entry_id)
            ORDER BY entry.entry_id LIMIT {most}
            """)
        .AsNoTracking()
        .ToListAsync(cancellation);

    // The owner's, who cannot sign: what it erased is told to everybody by the service.
    private Task<List<LedgerErasureRow>> UnsealedErasuresAsync(string firstId, int most, CancellationToken cancellation) => database.Set<LedgerErasureRow>()
        .FromSql($"""
            SELECT erasure.* FROM ledger_erasure AS erasure
            WHERE erasure.erasure_id >= {firstId} AND NOT EXISTS (SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = erasure.erasure_id)
            ORDER BY erasure.erasure_id LIMIT {most}
            """)
        .AsNoTracking()
        .ToListAsync(cancellation);

    private async Task<IReadOnlyList<byte[]>> AddErasuresAsync(List<LedgerErasureRow> erasures, long size, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = erasures.ConvertAll(row => row.ErasureId);
        var leaves = (await database.Set<ErasedLeavesRow>().AsNoTracking().Where(row => ids.Contains(row.ErasureId)).ToListAsync(cancellation))
            .ToLookup(row => row.ErasureId);
        var hashes = new List<byte[]>();
        foreach (var erasure in erasures)
        {
            var bytes = ErasureLeaf.Of(erasure, leaves[erasure.ErasureId], now).ToBytes();
            var hash = LedgerLeaf.HashOf(bytes);
            database.Add(new LedgerLeafRow { LeafIndex = size + hashes.Count, EntryId = erasure.ErasureId, Leaf = bytes, LeafHash = hash });
            hashes.Add(hash);
        }

        return hashes;
    }

    private async Task<IReadOnlyList<byte[]>> AddLeavesAsync(List<LedgerEntry> entries, long size, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = await LastOfAsync([.. entries.Select(entry => entry.SubjectId).Distinct()], cancellation);
        var hashes = new List<byte[]>();
        foreach (var entry in entries)
        {
            var (number, previous) = last.GetValueOrDefault(entry.SubjectId, (0, [.. LedgerLeaf.Start]));
            var opening = new LedgerOpening(RandomNumberGenerator.GetBytes(LedgerOpening.SaltBytes), LedgerOpening.PersonOf(entry));
            var leaf = LedgerLeaf.Of(entry, number + 1, previous, opening.Commitment, now);
            var bytes = leaf.ToBytes();
            var hash = leaf.Hash;
            database.Add(new LedgerLeafRow { LeafIndex = size + hashes.Count, EntryId = entry.EntryId, Leaf = bytes, LeafHash = hash });
            database.Add(new LedgerOpeningRow { EntryId = entry.EntryId, SubjectId = entry.SubjectId, Number = leaf.Number, Salt = opening.Salt });
            hashes.Add(hash);
            last[entry.SubjectId] = (leaf.Number, hash);
        }

        return hashes;
    }

    private async Task<Dictionary<Guid, (long Number, byte[] Leaf)>> LastOfAsync(List<Guid> subjects, CancellationToken cancellation)
    {
        var openings = database.Set<LedgerOpeningRow>().AsNoTracking();
        var last = await openings
            .Where(row => subjects.Contains(row.SubjectId) && row.Number == openings.Where(other => other.SubjectId == row.SubjectId).Max(other => other.Number))
            .Join(database.Set<LedgerLeafRow>().AsNoTracking(), row => row.EntryId, leaf => leaf.EntryId, (row, leaf) => new { row.SubjectId, row.Number, leaf.LeafHash })
            .ToListAsync(cancellation);
        return last.ToDictionary(row => row.SubjectId, row => (row.Number, row.LeafHash));
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// The audit's part about entries: a page of leaves against the entries and openings they are of, against what stands before them, and
/// against the erasures. Keeps nothing from one page to the next.
/// </summary>
internal sealed class AuditedEntries(DbContext database)
{
    /// <summary>The faults of a page.</summary>
    public async Task<IReadOnlyList<LedgerFault>> CheckAsync(IReadOnlyList<LedgerLeafRow> rows, CancellationToken cancellation)
    {
        var faults = new List<LedgerFault>();
        var ids = rows.Select(row => row.EntryId).ToList();
        var openings = await database.Set<LedgerOpeningRow>().AsNoTracking().Where(row => ids.Contains(row.EntryId)).ToDictionaryAsync(row => row.EntryId, cancellation);
        var (entries, unreadable) = await database.ReadEntriesAsync(ids, cancellation);
        faults.AddRange(unreadable.Select(id => new LedgerFault(LedgerFaultCode.EntryChanged, $"Entry {id} cannot be read.")));

        // Last, so that of what was erased meanwhile the erasure is seen.
        var erasures = new AuditedErasures(database);
        var erased = await erasures.RangesAsync(rows[0].LeafIndex, rows[^1].LeafIndex, cancellation);
        var last = await LastBeforeAsync(rows[0].LeafIndex, openings.Values, cancellation);
        var chains = new SubjectChains(last, await ErasedBeforeAsync(rows, openings, last.Keys, erasures, cancellation));
        foreach (var row in rows)
        {
            void Add(LedgerFaultCode code, string words) =>
                faults.Add(new(code, string.Create(CultureInfo.InvariantCulture, $"Leaf {row.LeafIndex}, entry {row.EntryId}: {words}")));

            var hash = LedgerLeaf.HashOf(row.Leaf);
            if (!hash.AsSpan().SequenceEqual(row.LeafHash))
            {
                Add(LedgerFaultCode.Tree, "its stored hash is not that of its bytes.");
            }

            if (ErasureLeaf.TryRead(row.Leaf) is { } erasure && erasure.ErasureId == row.EntryId)
            {
                await erasures.CheckAsync(row.LeafIndex, erasure, Add, cancellation);
            }
            else if (LedgerLeaf.TryRead(row.Leaf) is { } leaf && leaf.EntryId == row.EntryId)
            {
                var (entry, opening) = (entries.GetValueOrDefault(row.EntryId), openings.GetValueOrDefault(row.EntryId));
                CheckLeaf(row, leaf, entry, opening, erased.Any(range => range.FirstLeaf <= row.LeafIndex && row.LeafIndex <= range.LastLeaf), Add);
                if (opening is not null)
                {
                    chains.Check(leaf, hash, opening.SubjectId, Add);
                }
            }
            else
            {
                Add(LedgerFaultCode.LeafUnreadable, "its bytes are no leaf of that entry.");
            }
        }

        return faults;
    }

    private static void CheckLeaf(
        LedgerLeafRow row, LedgerLeaf leaf, LedgerEntry? entry, LedgerOpeningRow? opening, bool isErased, Action<LedgerFaultCode, string> add)
    {
        if (leaf.SealedAt - leaf.RecordedAt > LedgerVerification.LongestSealing)
        {
            add(LedgerFaultCode.SealedLate, string.Create(
                CultureInfo.InvariantCulture, $"it says it was written at {leaf.RecordedAt:O}, and was sealed at {leaf.SealedAt:O}."));
        }

        switch (entry, opening, isErased)
        {
            case (null, null, true):
                break;
            case (_, _, true):
                add(LedgerFaultCode.ErasureChanged, "it is said to be erased, and something of it is there.");
                break;
            case ({ } there, { } opened, _) when StoredEntries.IsAsSealed(row, leaf, there, opened):
                break;
            case ({ }, { }, _):
                add(LedgerFaultCode.EntryChanged, "it is not what was sealed.");
                break;
            default:
                add(LedgerFaultCode.EntryMissing, "what was sealed is gone, and no erasure took it.");
                break;
        }
    }

    private async Task<Dictionary<Guid, (long Number, byte[] Hash)>> LastBeforeAsync(
        long first, IEnumerable<LedgerOpeningRow> openings, CancellationToken cancellation)
    {
        var subjects = openings.Select(row => row.SubjectId).Distinct().ToList();
        var leaves = database.Set<LedgerLeafRow>().AsNoTracking();
        var before = await database.Set<LedgerOpeningRow>().AsNoTracking().Where(row => subjects.Contains(row.SubjectId))
            .Join(leaves.Where(leaf => leaf.LeafIndex < first), row => row.EntryId, leaf => leaf.EntryId, (row, leaf) => new { row.SubjectId, leaf.LeafIndex })
            .GroupBy(row => row.SubjectId).Select(group => new { group.Key, Last = group.Max(row => row.LeafIndex) })
            .ToDictionaryAsync(row => row.Last, row => row.Key, cancellation);
        var indexes = before.Keys.ToList();
        var last = new Dictionary<Guid, (long, byte[])>();
        foreach (var row in await leaves.Where(leaf => indexes.Contains(leaf.LeafIndex)).ToListAsync(cancellation))
        {
            last[before[row.LeafIndex]] = (LedgerLeaf.TryRead(row.Leaf)?.Number ?? 0, LedgerLeaf.HashOf(row.Leaf));
        }

        return last;
    }

    // Of subjects of whom nothing stands before: what the first leaf says that it follows, where that was erased.
    private async Task<Dictionary<string, long>> ErasedBeforeAsync(
        IReadOnlyList<LedgerLeafRow> rows, Dictionary<Guid, LedgerOpeningRow> openings, ICollection<Guid> known, AuditedErasures erasures, CancellationToken cancellation)
    {
        var hashes = rows.Where(row => openings.ContainsKey(row.EntryId)).DistinctBy(row => openings[row.EntryId].SubjectId)
            .Where(row => !known.Contains(openings[row.EntryId].SubjectId))
            .Select(row => LedgerLeaf.TryRead(row.Leaf)).Where(leaf => leaf?.Number > 1).Select(leaf => leaf!.PreviousLeaf).ToList();
        var found = new Dictionary<string, long>();
        if (hashes.Count == 0)
        {
            return found;
        }

        foreach (var row in await database.Set<LedgerLeafRow>().AsNoTracking().Where(leaf => hashes.Contains(leaf.LeafHash)).ToListAsync(cancellation))
        {
            if (LedgerLeaf.TryRead(row.Leaf) is { } leaf && (await erasures.RangesAsync(row.LeafIndex, row.LeafIndex, cancellation)).Count > 0)
            {
                found[SubjectChains.KeyOf(row.LeafHash)] = leaf.Number;
            }
        }

        return found;
    }
}

using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>Reads entries of a ledger that somebody may have edited, and holds them against what was sealed.</summary>
internal static class StoredEntries
{
    /// <summary>The entries that are there, and the ids of those that cannot be read.</summary>
    public static async Task<(Dictionary<Guid, LedgerEntry> Entries, List<Guid> Unreadable)> ReadEntriesAsync(
        this DbContext database, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var read = (Entries: new Dictionary<Guid, LedgerEntry>(), Unreadable: new List<Guid>());
        await AddAsync(database, ids, read.Entries, read.Unreadable, cancellation);
        return read;
    }

    /// <summary>Whether an entry is what its leaf and opening say.</summary>
    public static bool IsAsSealed(LedgerLeafRow row, LedgerLeaf leaf, LedgerEntry entry, LedgerOpeningRow opening)
    {
        var opened = new LedgerOpening(opening.Salt, LedgerOpening.PersonOf(entry));
        return LedgerLeaf.Of(entry, leaf.Number, leaf.PreviousLeaf, opened.Commitment, leaf.SealedAt).ToBytes().AsSpan().SequenceEqual(row.Leaf)
            && opening.SubjectId == entry.SubjectId
            && opening.Number == leaf.Number;
    }

    // A value that is none of its column's kind cannot be read into an entry: then one by one, to tell which.
    private static async Task AddAsync(
        DbContext database, IReadOnlyList<Guid> ids, Dictionary<Guid, LedgerEntry> entries, List<Guid> unreadable, CancellationToken cancellation)
    {
        try
        {
            foreach (var entry in await database.Set<LedgerEntry>().AsNoTracking().Where(entry => ids.Contains(entry.EntryId)).ToListAsync(cancellation))
            {
                entries.Add(entry.EntryId, entry);
            }

            return;
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or ArgumentException or InvalidCastException)
        {
            if (ids is [var only])
            {
                unreadable.Add(only);
                return;
            }
        }

        foreach (var id in ids)
        {
            await AddAsync(database, [id], entries, unreadable, cancellation);
        }
    }
}

using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Reads and writes for sealing by the model, on any database: the form for SQLite, and the one to read and to test
/// <see cref="SealingByStatements"/> against.
/// </summary>
internal sealed class SealingByModel(DbContext database) : ISealingRows
{
    public async Task<SealingLook> LookAsync(string from, CancellationToken cancellation) => new(
        await SizeAsync(cancellation),
        (await EntriesAsync(from, 1, cancellation)).Select(entry => new FirstUnsealed(entry.EntryId, entry.RecordedAt)).FirstOrDefault(),
        (await ErasuresAsync(from, 1, cancellation)).Count > 0);

    public async Task<UnsealedRows> ReadAsync(SealingBounds from, int most, CancellationToken cancellation)
    {
        var entries = await EntriesAsync(from.Entry, most, cancellation);
        var erasures = await ErasuresAsync(from.Erasure, most - entries.Count, cancellation);
        var ids = erasures.ConvertAll(row => row.ErasureId);
        var leaves = (await database.Set<ErasedLeavesRow>().AsNoTracking().Where(row => ids.Contains(row.ErasureId)).ToListAsync(cancellation))
            .ToLookup(row => row.ErasureId);
        return new(
            await SizeAsync(cancellation),
            entries,
            await LastOfAsync([.. entries.Select(entry => entry.SubjectId).Distinct()], cancellation),
            erasures.ConvertAll(row => new UnsealedErasure(row, [.. leaves[row.ErasureId]])));
    }

    public async Task WriteAsync(SealedRows rows, CancellationToken cancellation)
    {
        database.AddRange(rows.Leaves);
        database.AddRange(rows.Openings);
        database.AddRange(rows.Nodes);
        database.Add(rows.Checkpoint);
        await database.SaveChangesAsync(cancellation);
    }

    private Task<long?> SizeAsync(CancellationToken cancellation) =>
        database.Set<LedgerCheckpointRow>().MaxAsync(row => (long?)row.TreeSize, cancellation);

    // Entries without a leaf, not entries after the last one sealed: one with a smaller id may be committed later. By hand, since an id
    // is compared as the text it is stored as.
    private Task<List<LedgerEntry>> EntriesAsync(string from, int most, CancellationToken cancellation) => database.Set<LedgerEntry>()
        .FromSql($"""
            SELECT entry.* FROM disclosure_ledger AS entry
            WHERE entry.entry_id >= {from} AND NOT EXISTS (SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = entry.entry_id)
            ORDER BY entry.entry_id LIMIT {most}
            """)
        .AsNoTracking()
        .ToListAsync(cancellation);

    private Task<List<LedgerErasureRow>> ErasuresAsync(string from, int most, CancellationToken cancellation) => database.Set<LedgerErasureRow>()
        .FromSql($"""
            SELECT erasure.* FROM ledger_erasure AS erasure
            WHERE erasure.erasure_id >= {from} AND NOT EXISTS (SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = erasure.erasure_id)
            ORDER BY erasure.erasure_id LIMIT {most}
            """)
        .AsNoTracking()
        .ToListAsync(cancellation);

    private async Task<Dictionary<Guid, SubjectsLast>> LastOfAsync(List<Guid> subjects, CancellationToken cancellation)
    {
        var openings = database.Set<LedgerOpeningRow>().AsNoTracking();
        var last = await openings
            .Where(row => subjects.Contains(row.SubjectId) && row.Number == openings.Where(other => other.SubjectId == row.SubjectId).Max(other => other.Number))
            .Join(database.Set<LedgerLeafRow>().AsNoTracking(), row => row.EntryId, leaf => leaf.EntryId, (row, leaf) => new { row.SubjectId, row.Number, leaf.LeafHash })
            .ToListAsync(cancellation);
        return last.ToDictionary(row => row.SubjectId, row => new SubjectsLast(row.Number, row.LeafHash));
    }
}

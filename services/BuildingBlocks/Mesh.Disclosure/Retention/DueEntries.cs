using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Entries that have had their time, in the order of the tree. An entry goes only if it is what was sealed, so that erasing hides nothing,
/// and only if those before it about the same subject go as well: the next one is numbered after the last that is there.
/// </summary>
internal sealed class DueEntries(DbContext database) : IDueRows
{
    // An id begins with the machine's time at writing: a bound by the key for what is told by the row's own time.
    private static readonly TimeSpan Apart = TimeSpan.FromDays(1);

    private readonly HashSet<Guid> _subjects = [];
    private readonly List<Guid> _damaged = [];
    private long _after = -1;

    public long Held { get; private set; }

    public IReadOnlyList<Guid> Damaged => _damaged;

    public async Task<DueBatch> NextAsync(DateTimeOffset limit, CancellationToken cancellation)
    {
        var (before, bound) = (limit.UtcTicks, LedgerSealer.FirstIdOf(limit + Apart));
        var rows = await database.Set<LedgerLeafRow>()
            .FromSql($"""
                SELECT leaf.* FROM ledger_leaf AS leaf
                JOIN disclosure_ledger AS entry ON entry.entry_id = leaf.entry_id
                WHERE leaf.leaf_index > {_after} AND entry.entry_id < {bound} AND entry.recorded_at < {before}
                ORDER BY leaf.leaf_index LIMIT {RetentionJob.Batch}
                """)
            .AsNoTracking().ToListAsync(cancellation);
        var ids = rows.ConvertAll(row => row.EntryId);
        var (entries, _) = await database.ReadEntriesAsync(ids, cancellation);
        var openings = await database.Set<LedgerOpeningRow>().AsNoTracking().Where(row => ids.Contains(row.EntryId)).ToDictionaryAsync(row => row.EntryId, cancellation);
        var held = await HeldAsync(entries.Values, cancellation);
        var early = await EarlyAsync(ids, before, cancellation);

        var (subjects, damaged, due, kept) = (new HashSet<Guid>(_subjects), new List<Guid>(), new List<LedgerLeafRow>(), 0L);
        foreach (var row in rows)
        {
            if (!entries.TryGetValue(row.EntryId, out var entry) || !openings.TryGetValue(row.EntryId, out var opening)
                || LedgerLeaf.TryRead(row.Leaf) is not { } leaf || !StoredEntries.IsAsSealed(row, leaf, entry, opening))
            {
                damaged.Add(row.EntryId);
                subjects.UnionWith(SubjectsOf(entries.GetValueOrDefault(row.EntryId), openings.GetValueOrDefault(row.EntryId)));
            }
            else if (held.Contains(entry.EntryId) || held.Contains(entry.SubjectId) || early.Contains(entry.EntryId) || subjects.Contains(entry.SubjectId))
            {
                kept++;
                subjects.Add(entry.SubjectId);
            }
            else
            {
                due.Add(row);
            }
        }

        var erased = due.ConvertAll(row => row.EntryId);
        return new(
            due.ConvertAll(row => row.LeafIndex),
            erased,
            due.Count,
            rows.Count < RetentionJob.Batch,
            rows.Count == 0 ? "" : rows[^1].LeafIndex.ToString(CultureInfo.InvariantCulture),
            new KeptRows(kept, damaged, subjects),
            token => EraseAsync(erased, token));
    }

    public void Pass(DueBatch batch)
    {
        Held += batch.Kept.Held;
        _damaged.AddRange(batch.Kept.Damaged);
        _subjects.UnionWith(batch.Kept.Subjects);
        _after = batch.After.Length > 0 ? long.Parse(batch.After, CultureInfo.InvariantCulture) : _after;
    }

    private static IEnumerable<Guid> SubjectsOf(LedgerEntry? entry, LedgerOpeningRow? opening) =>
        new[] { entry?.SubjectId, opening?.SubjectId }.OfType<Guid>();

    private async Task<HashSet<Guid>> HeldAsync(IEnumerable<LedgerEntry> entries, CancellationToken cancellation)
    {
        var ids = entries.SelectMany(entry => new[] { entry.EntryId, entry.SubjectId }).Distinct().ToList();
        return [.. await database.Set<RetentionHoldRow>().AsNoTracking().Where(hold => hold.LiftedAt == null && ids.Contains(hold.HeldId))
            .Select(hold => hold.HeldId).ToListAsync(cancellation)];
    }

    // Of a clock that was wrong: one that follows an entry whose time is not over.
    private async Task<HashSet<Guid>> EarlyAsync(List<Guid> ids, long before, CancellationToken cancellation)
    {
        var limit = new DateTimeOffset(before, TimeSpan.Zero);
        var openings = database.Set<LedgerOpeningRow>().AsNoTracking();
        return [.. await openings.Where(row => ids.Contains(row.EntryId))
            .Where(row => openings.Where(earlier => earlier.SubjectId == row.SubjectId && earlier.Number < row.Number)
                .Join(database.Set<LedgerEntry>(), earlier => earlier.EntryId, entry => entry.EntryId, (_, entry) => entry.RecordedAt)
                .Any(at => at >= limit))
            .Select(row => row.EntryId).ToListAsync(cancellation)];
    }

    private async Task<long> EraseAsync(List<Guid> ids, CancellationToken cancellation)
    {
        await database.Set<WaitingAnswerRow>().Where(row => ids.Contains(row.WaitingId)).ExecuteDeleteAsync(cancellation);
        await database.Set<WaitingRequestRow>().Where(row => ids.Contains(row.WaitingId)).ExecuteDeleteAsync(cancellation);
        await database.Set<LedgerOpeningRow>().Where(row => ids.Contains(row.EntryId)).ExecuteDeleteAsync(cancellation);
        await database.Set<LedgerEntry>().Where(row => ids.Contains(row.EntryId)).ExecuteDeleteAsync(cancellation);
        return await database.Set<AnsweredRequest>().Where(row => ids.Contains(row.EntryId))
            .ExecuteUpdateAsync(row => row.SetProperty(answered => answered.Statement, Array.Empty<byte>()), cancellation);
    }
}

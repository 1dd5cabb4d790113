using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>Requests of this participation's own whose statements have had their time. Digest, receipt and outcome stay: by them books are compared.</summary>
internal sealed class DueStatements(DbContext database) : IDueRows
{
    private static readonly TimeSpan Apart = TimeSpan.FromDays(1);

    private string _after = "";

    public long Held { get; private set; }

    public IReadOnlyList<Guid> Damaged => [];

    public async Task<DueBatch> NextAsync(DateTimeOffset limit, CancellationToken cancellation)
    {
        var (before, bound) = (limit.UtcTicks, LedgerSealer.FirstIdOf(limit + Apart));
        var rows = await database.Set<AskedRequest>()
            .FromSql($"""
                SELECT asked.* FROM asked_request AS asked
                WHERE asked.statement_id > {_after} AND asked.statement_id < {bound} AND asked.answered_at < {before} AND length(asked.statement) > 0
                ORDER BY asked.statement_id LIMIT {RetentionJob.Batch}
                """)
            .AsNoTracking().Select(row => new { row.StatementId, row.EntryId }).ToListAsync(cancellation);
        var ids = rows.SelectMany(row => new[] { row.StatementId, row.EntryId ?? row.StatementId }).Distinct().ToList();
        HashSet<Guid> held = [.. await database.Set<RetentionHoldRow>().AsNoTracking().Where(hold => hold.LiftedAt == null && ids.Contains(hold.HeldId))
            .Select(hold => hold.HeldId).ToListAsync(cancellation)];
        var due = rows.Where(row => !held.Contains(row.StatementId) && !held.Contains(row.EntryId ?? row.StatementId)).Select(row => row.StatementId).ToList();
        return new(
            [],
            [],
            due.Count,
            rows.Count < RetentionJob.Batch,
            rows.Count == 0 ? "" : rows[^1].StatementId.ToString("D"),
            new KeptRows(rows.Count - due.Count, [], new HashSet<Guid>()),
            async token => await database.Set<AskedRequest>().Where(row => due.Contains(row.StatementId))
                .ExecuteUpdateAsync(row => row.SetProperty(asked => asked.Statement, Array.Empty<byte>()), token));
    }

    public void Pass(DueBatch batch)
    {
        Held += batch.Kept.Held;
        _after = batch.After.Length > 0 ? batch.After : _after;
    }
}

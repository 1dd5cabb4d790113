using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Consents and refusals that have been over for their time: withdrawn, expired, lifted. A history goes whole, with its receipts, and only
/// once no entry rests on it: for as long as an entry is there, what it says of its consent can be looked up.
/// </summary>
/// <param name="database">The database, as its owner has it.</param>
/// <param name="going">Entries that would be gone by now, of a run that erases none.</param>
internal sealed class DueActs(DbContext database, IReadOnlySet<Guid> going) : IDueRows
{
    private bool _isAtRefusals;
    private string _after = "";

    public long Held { get; private set; }

    public IReadOnlyList<Guid> Damaged => [];

    public async Task<DueBatch> NextAsync(DateTimeOffset limit, CancellationToken cancellation)
    {
        var over = _isAtRefusals ? await LiftedAsync(limit, cancellation) : await EndedAsync(limit, cancellation);
        var kept = await KeptAsync(over, cancellation);
        var due = over.Select(act => act.Id).Where(id => !kept.Contains(id)).ToList();
        var isRefusals = _isAtRefusals;
        return new(
            [],
            [],
            due.Count,
            isRefusals && over.Count < RetentionJob.Batch,
            over.Count == 0 ? "" : over[^1].Id.ToString("D"),
            new KeptRows(over.Count - due.Count, [], new HashSet<Guid>()),
            token => EraseAsync(due, isRefusals, token));
    }

    public void Pass(DueBatch batch)
    {
        Held += batch.Kept.Held;
        var isBatchFull = batch.Count + batch.Kept.Held == RetentionJob.Batch;
        (_isAtRefusals, _after) = _isAtRefusals || isBatchFull ? (_isAtRefusals, batch.After) : (true, "");
    }

    private async Task<List<Act>> EndedAsync(DateTimeOffset limit, CancellationToken cancellation)
    {
        var (before, day) = (limit.UtcTicks, HelsinkiTime.DateOf(limit));
        return await database.Set<ConsentRevision>()
            .FromSql($"""
                SELECT consent.* FROM consent_revision AS consent
                WHERE consent.consent_id > {_after} AND consent.recorded_at < {before}
                    AND (consent.act = {nameof(ConsentAct.Withdrawn)} OR consent.valid_through < {day})
                    AND NOT EXISTS (SELECT 1 FROM consent_revision AS later WHERE later.consent_id = consent.consent_id AND later.revision > consent.revision)
                ORDER BY consent.consent_id LIMIT {RetentionJob.Batch}
                """)
            .AsNoTracking().Select(consent => new Act(consent.ConsentId, consent.SubjectId)).ToListAsync(cancellation);
    }

    private async Task<List<Act>> LiftedAsync(DateTimeOffset limit, CancellationToken cancellation)
    {
        var before = limit.UtcTicks;
        return await database.Set<RefusalRevision>()
            .FromSql($"""
                SELECT refusal.* FROM refusal_revision AS refusal
                WHERE refusal.refusal_id > {_after} AND refusal.recorded_at < {before} AND refusal.act = {nameof(RefusalAct.Lifted)}
                    AND NOT EXISTS (SELECT 1 FROM refusal_revision AS later WHERE later.refusal_id = refusal.refusal_id AND later.revision > refusal.revision)
                ORDER BY refusal.refusal_id LIMIT {RetentionJob.Batch}
                """)
            .AsNoTracking().Select(refusal => new Act(refusal.RefusalId, refusal.SubjectId)).ToListAsync(cancellation);
    }

    private async Task<HashSet<Guid>> KeptAsync(List<Act> acts, CancellationToken cancellation)
    {
        var (ids, subjects) = (acts.ConvertAll(act => act.Id), acts.Select(act => act.SubjectId).Distinct().ToList());
        var held = await database.Set<RetentionHoldRow>().AsNoTracking()
            .Where(hold => hold.LiftedAt == null && (ids.Contains(hold.HeldId) || subjects.Contains(hold.HeldId)))
            .Select(hold => hold.HeldId).ToListAsync(cancellation);
        var resting = await database.Set<LedgerEntry>().AsNoTracking()
            .Where(entry => subjects.Contains(entry.SubjectId))
            .Where(entry => ids.Contains(entry.ConsentId!.Value) || ids.Contains(entry.RefusalPassed!.Value))
            .Select(entry => new { entry.EntryId, entry.ConsentId, entry.RefusalPassed }).ToListAsync(cancellation);
        var named = held.Concat(resting.Where(entry => !going.Contains(entry.EntryId)).SelectMany(entry => new[] { entry.ConsentId, entry.RefusalPassed }).OfType<Guid>()).ToHashSet();
        return [.. acts.Where(act => named.Contains(act.Id) || named.Contains(act.SubjectId)).Select(act => act.Id)];
    }

    private async Task<long> EraseAsync(List<Guid> ids, bool areRefusals, CancellationToken cancellation)
    {
        await database.Set<ConsentReceiptRow>().Where(receipt => ids.Contains(receipt.RecordId)).ExecuteDeleteAsync(cancellation);
        await (areRefusals
            ? database.Set<RefusalRevision>().Where(refusal => ids.Contains(refusal.RefusalId)).ExecuteDeleteAsync(cancellation)
            : database.Set<ConsentRevision>().Where(consent => ids.Contains(consent.ConsentId)).ExecuteDeleteAsync(cancellation));
        return ids.Count;
    }

    private sealed record Act(Guid Id, Guid SubjectId);
}

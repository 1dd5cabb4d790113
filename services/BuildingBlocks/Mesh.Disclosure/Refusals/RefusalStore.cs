using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>The revisions of refusals registered at this holder.</summary>
internal sealed class RefusalStore(DbContext database)
{
    /// <summary>Every refusal of a subject in its latest revision.</summary>
    public async Task<IReadOnlyList<RefusalState>> StatesOfAsync(Guid subjectId, CancellationToken cancellation) =>
        RefusalHistory.States(await RevisionsOfAsync(subjectId, cancellation));

    /// <summary>Every revision of a subject's refusals, in no order.</summary>
    public Task<List<RefusalRevision>> RevisionsOfAsync(Guid subjectId, CancellationToken cancellation) =>
        Revisions.Where(revision => revision.SubjectId == subjectId).ToListAsync(cancellation);

    /// <summary>The revisions of one refusal, the first first; empty when the subject has no such refusal.</summary>
    public Task<List<RefusalRevision>> HistoryAsync(Guid refusalId, Guid subjectId, CancellationToken cancellation) => Revisions
        .Where(revision => revision.RefusalId == refusalId && revision.SubjectId == subjectId)
        .OrderBy(revision => revision.Revision)
        .ToListAsync(cancellation);

    /// <summary>Adds a revision; saved with the running transaction. The key refuses a second one of the same number.</summary>
    public void Add(RefusalRevision revision) => database.Add(revision);

    private IQueryable<RefusalRevision> Revisions => database.Set<RefusalRevision>().AsNoTracking();
}

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

    /// <summary>The revisions of one refusal of a subject, the first first; empty when the subject has no such refusal.</summary>
    public Task<List<RefusalRevision>> HistoryAsync(Guid refusalId, Guid subjectId, CancellationToken cancellation) => Revisions
        .Where(revision => revision.RefusalId == refusalId && revision.SubjectId == subjectId)
        .OrderBy(revision => revision.Revision)
        .ToListAsync(cancellation);

    /// <summary>The revisions of one refusal of whomever, the first first; empty when there is none.</summary>
    public Task<List<RefusalRevision>> HistoryAsync(Guid refusalId, CancellationToken cancellation) => Revisions
        .Where(revision => revision.RefusalId == refusalId)
        .OrderBy(revision => revision.Revision)
        .ToListAsync(cancellation);

    private IQueryable<RefusalRevision> Revisions => database.Set<RefusalRevision>().AsNoTracking();
}

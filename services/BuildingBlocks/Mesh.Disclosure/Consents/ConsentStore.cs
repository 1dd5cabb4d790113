using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>The revisions of consents registered at this holder.</summary>
internal sealed class ConsentStore(DbContext database)
{
    /// <summary>Every consent of a subject in its latest revision.</summary>
    public async Task<IReadOnlyList<ConsentState>> StatesOfAsync(Guid subjectId, CancellationToken cancellation) =>
        ConsentHistory.States(await RevisionsOfAsync(subjectId, cancellation));

    /// <summary>Every revision of a subject's consents, in no order.</summary>
    public Task<List<ConsentRevision>> RevisionsOfAsync(Guid subjectId, CancellationToken cancellation) =>
        Revisions.Where(revision => revision.SubjectId == subjectId).ToListAsync(cancellation);

    /// <summary>The revisions of one consent of a subject, the first first; empty when the subject has no such consent.</summary>
    public Task<List<ConsentRevision>> HistoryAsync(Guid consentId, Guid subjectId, CancellationToken cancellation) => Revisions
        .Where(revision => revision.ConsentId == consentId && revision.SubjectId == subjectId)
        .OrderBy(revision => revision.Revision)
        .ToListAsync(cancellation);

    /// <summary>The revisions of one consent of whomever, the first first; empty when there is none.</summary>
    public Task<List<ConsentRevision>> HistoryAsync(Guid consentId, CancellationToken cancellation) => Revisions
        .Where(revision => revision.ConsentId == consentId)
        .OrderBy(revision => revision.Revision)
        .ToListAsync(cancellation);

    private IQueryable<ConsentRevision> Revisions => database.Set<ConsentRevision>().AsNoTracking();
}

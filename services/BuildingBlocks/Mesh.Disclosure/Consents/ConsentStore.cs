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

    /// <summary>The revisions of one consent, the first first; empty when the subject has no such consent.</summary>
    public Task<List<ConsentRevision>> HistoryAsync(Guid consentId, Guid subjectId, CancellationToken cancellation) => Revisions
        .Where(revision => revision.ConsentId == consentId && revision.SubjectId == subjectId)
        .OrderBy(revision => revision.Revision)
        .ToListAsync(cancellation);

    /// <summary>Adds a revision; saved with the running transaction. The key refuses a second one of the same number.</summary>
    public void Add(ConsentRevision revision) => database.Add(revision);

    private IQueryable<ConsentRevision> Revisions => database.Set<ConsentRevision>().AsNoTracking();
}

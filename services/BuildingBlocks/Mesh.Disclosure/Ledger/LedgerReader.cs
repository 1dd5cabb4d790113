using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>Reads the ledger: for the person's own view, for review, for tests.</summary>
public sealed class LedgerReader(DbContext database)
{
    /// <summary>One entry; null when there is none.</summary>
    public Task<LedgerEntry?> FindAsync(Guid entryId, CancellationToken cancellation) =>
        Entries.FirstOrDefaultAsync(entry => entry.EntryId == entryId, cancellation);

    /// <summary>A page of the attempts about one subject, newest first.</summary>
    public Task<List<LedgerEntry>> PageOfSubjectAsync(Guid subjectId, int offset, int size, CancellationToken cancellation) => Entries
        .Where(entry => entry.SubjectId == subjectId)
        .OrderByDescending(entry => entry.RecordedAt).ThenByDescending(entry => entry.EntryId)
        .Skip(offset).Take(size)
        .ToListAsync(cancellation);

    private IQueryable<LedgerEntry> Entries => database.Set<LedgerEntry>().AsNoTracking();
}

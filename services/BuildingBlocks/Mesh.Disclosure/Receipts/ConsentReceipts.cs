using System.Text;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>Receipts for what clients do with consents and refusals: signed in the act's transaction, kept as signed.</summary>
internal sealed class ConsentReceipts(
    DbContext database, DirectoryFile directory, Self self, IParticipationSigner signer, TimeProvider time)
{
    /// <summary>Kind of statement, the header's <c>typ</c>.</summary>
    public const string Type = "mesh-consent-receipt+jws";

    /// <summary>Issues the receipt for the last of these revisions; saved with the running transaction.</summary>
    public void Issue(IReadOnlyList<ClientActRevision> history)
    {
        var latest = history[^1];
        var receiptId = Guid.CreateVersion7(time.GetUtcNow());
        var issuer = directory.Current.Find(self.Participation)
            ?? throw new InvalidOperationException("The holder is not in its own directory.");
        var content = CanonicalJson.Write(ReceiptDocument.Of(receiptId, issuer, directory.Current, history));
        database.Add(new ConsentReceiptRow
        {
            RecordId = latest.HistoryId,
            Revision = latest.Revision,
            SubjectId = latest.SubjectId,
            ReceiptId = receiptId,
            Jws = Encoding.ASCII.GetBytes(Statements.Sign(signer, Type, content)),
            RecordedAt = time.GetUtcNow(),
        });
    }

    /// <summary>The receipt of an act whose outcome is known; empty once the time of retention has passed.</summary>
    public async Task<string> OfAsync(string recordId, int revision, CancellationToken cancellation)
    {
        var record = Guid.Parse(recordId);
        return (await Rows.SingleOrDefaultAsync(row => row.RecordId == record && row.Revision == revision, cancellation))?.Text ?? "";
    }

    /// <summary>The receipt of a subject's own act; the latest of the record when no revision is said. Null when there is none.</summary>
    public Task<ConsentReceiptRow?> FindAsync(Guid recordId, int revision, Guid subjectId, CancellationToken cancellation) => Rows
        .Where(row => row.RecordId == recordId && row.SubjectId == subjectId && (revision == 0 || row.Revision == revision))
        .OrderByDescending(row => row.Revision)
        .FirstOrDefaultAsync(cancellation);

    /// <summary>All receipts of a subject's acts, each record's together, the first first.</summary>
    public Task<List<ConsentReceiptRow>> OfSubjectAsync(Guid subjectId, CancellationToken cancellation) => Rows
        .Where(row => row.SubjectId == subjectId)
        .OrderBy(row => row.RecordId).ThenBy(row => row.Revision)
        .ToListAsync(cancellation);

    private IQueryable<ConsentReceiptRow> Rows => database.Set<ConsentReceiptRow>().AsNoTracking();
}

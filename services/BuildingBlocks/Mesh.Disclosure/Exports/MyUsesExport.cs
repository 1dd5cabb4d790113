using Mesh.Hosting.Calls;
using Mesh.Hosting.Signing;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>Takes out everything that this holder's exchange of data knows of a person, and signs it for the holder.</summary>
internal sealed class MyUsesExport(
    LedgerCheckpoints checkpoints,
    LedgerExporter ledger,
    ConsentReceipts receipts,
    ContactBanStore bans,
    DirectoryFile directory,
    Self self,
    IParticipationSigner signer,
    TimeProvider time)
{
    /// <summary>The export as a compact JWS. Somebody unknown takes the same statements under an id that nobody has.</summary>
    /// <exception cref="InvalidOperationException">The ledger was never sealed.</exception>
    public async Task<string> OfAsync(Guid subjectId, CancellationToken cancellation)
    {
        var exported = await ledger.OfSubjectAsync(subjectId, await checkpoints.CosignedSizesAsync(cancellation), cancellation)
            ?? throw new InvalidOperationException("There is no checkpoint: what is exported is sealed before.");
        var parts = new ExportParts(
            self.Participation,
            Guid.CreateVersion7(time.GetUtcNow()),
            subjectId,
            time.GetUtcNow(),
            exported,
            [.. (await receipts.OfSubjectAsync(subjectId, cancellation)).Select(row => row.Text)],
            [.. (await bans.FactsOfAsync(subjectId, cancellation)).OrderBy(fact => fact.RecordedAt).ThenBy(fact => fact.FactId).Select(ExportedBan.Of)]);
        return Statements.Sign(signer, ExportParts.Type, CanonicalJson.Write(ExportDocument.Of(parts, directory.Current)));
    }
}

using System.Text;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>The holder's half of the evidence: signs receipts, and keeps them beside the statements they answer.</summary>
internal sealed class AnswerBook(DbContext database, FieldCipher cipher, IParticipationSigner signer, TimeProvider time)
{
    internal const string Table = "answered_request";
    internal const string Column = "statement";

    /// <summary>The receipt of a permit; null where nothing is given, since a refusal tells nothing that could be proven.</summary>
    public string? Receipt(Participation holder, Participation requester, LedgerEntry entry, RequestStatement statement, AttemptResult result) =>
        result is not AttemptResult.Permitted permitted ? null : new Receipt(
            holder,
            requester,
            entry.EntryId,
            EntryDigest.Of(entry),
            statement.Sha256,
            permitted.Content.Sha256,
            permitted.By.ToWire(),
            time.GetUtcNow()).Sign(signer);

    /// <summary>What is kept of an attempt.</summary>
    public AnsweredRequest Row(LedgerEntry entry, RequestStatement statement, string? receipt) => new()
    {
        Requester = entry.Requester,
        StatementId = statement.Id,
        EntryId = entry.EntryId,
        StatementSha256 = entry.StatementSha256,
        Statement = cipher.Protect(Encoding.ASCII.GetBytes(statement.Text), Table, Column, entry.EntryId),
        Receipt = receipt,
        AnsweredAt = time.GetUtcNow(),
    };

    /// <summary>Keeps it in the running transaction; false when a request was answered under this statement's id already.</summary>
    public async Task<bool> TryKeepAsync(AnsweredRequest answered, CancellationToken cancellation)
    {
        // On SQLite writers queue, and what looks first sees the other's row; on PostgreSQL the key decides between two at once.
        var row = new RowStatement<AnsweredRequest>(database);
        return await row.InsertAsync(
            answered,
            $"""
             SELECT {row.Values}
             WHERE NOT EXISTS (SELECT 1 FROM {Table}
                 WHERE requester = {row.Parameter(nameof(AnsweredRequest.Requester))} AND statement_id = {row.Parameter(nameof(AnsweredRequest.StatementId))})
             ON CONFLICT (requester, statement_id) DO NOTHING
             """,
            cancellation) == 1;
    }
}

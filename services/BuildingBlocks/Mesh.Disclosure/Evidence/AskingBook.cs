using System.Text;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>The requester's half of the evidence: signs requests, checks receipts, and keeps both.</summary>
public sealed class AskingBook(
    DbContext database, FieldCipher cipher, IParticipationSigner signer, StatementKeys keys, Self self, TimeProvider time)
{
    internal const string Table = "asked_request";
    internal const string Column = "statement";

    /// <summary>The request with this participation's statement of it; made anew for every sending.</summary>
    public DiscloseRequest Sign(DiscloseRequest request, Participation holder) =>
        RequestStatement.Sign(request, self.Participation, holder, signer, time.GetUtcNow());

    /// <summary>Whether the answer came with the holder's receipt of exactly this request and answer.</summary>
    public bool HasReceipt(Participation holder, DiscloseRequest sent, DiscloseResponse response) =>
        Receipt.Read(response.Receipt, holder, keys) is { } receipt
        && receipt.Requester == self.Participation
        && receipt.EntryId.ToString("D") == response.DisclosureId
        && receipt.StatementSha256.Span.SequenceEqual(StatementOf(sent).Sha256)
        && receipt.AnswerSha256.Span.SequenceEqual(response.ContentSha256.Span)
        && receipt.Basis.Equals(response.Basis)
        && (time.GetUtcNow() - receipt.IssuedAt).Duration() <= RequestStatement.Window;

    /// <summary>Adds what was asked and what came of it; saved with the running transaction.</summary>
    public void Keep(Participation holder, DiscloseRequest sent, string outcome, DoorAnswer answer)
    {
        var statement = StatementOf(sent);
        var given = answer as DoorAnswer.Given;
        database.Add(new AskedRequest
        {
            StatementId = statement.Id,
            Holder = holder.ToString(),
            Outcome = outcome,
            EntryId = given?.DisclosureId,
            StatementSha256 = statement.Sha256,
            Statement = cipher.Protect(Encoding.ASCII.GetBytes(statement.Text), Table, Column, statement.Id),
            Receipt = given?.Receipt,
            AskedAt = statement.SignedAt,
            AnsweredAt = time.GetUtcNow(),
        });
    }

    private static RequestStatement StatementOf(DiscloseRequest sent) => Statements.Read(sent.Statement, RequestStatement.Type) is { } own
        && Guid.TryParseExact(own.TextOf("jti"), "D", out var id) && own.MomentOf("iat") is { } signedAt
        ? new RequestStatement(id, sent.Statement, signedAt)
        : throw new InvalidOperationException("A request was sent that nobody signed here.");
}

using System.Buffers.Text;
using System.Text.Json;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// What the holder signs with an answer: a JWS that says which entry of its ledger records the disclosure, of which request and which
/// answer, on which basis, and by when the entry will be in its tree.
/// </summary>
/// <param name="Holder">Who answered; claim <c>iss</c>.</param>
/// <param name="Requester">Who asked; claim <c>aud</c>.</param>
/// <param name="EntryId">The ledger entry; claim <c>jti</c>.</param>
/// <param name="EntrySha256">Its digest, <see cref="EntryDigest"/>.</param>
/// <param name="StatementSha256">Digest of the requester's statement.</param>
/// <param name="AnswerSha256">Digest of the content that left.</param>
/// <param name="Basis">On what basis.</param>
/// <param name="IssuedAt">When, by the holder's machine; claim <c>iat</c>.</param>
public sealed record Receipt(
    Participation Holder,
    Participation Requester,
    Guid EntryId,
    ReadOnlyMemory<byte> EntrySha256,
    ReadOnlyMemory<byte> StatementSha256,
    ReadOnlyMemory<byte> AnswerSha256,
    Basis Basis,
    DateTimeOffset IssuedAt)
{
    /// <summary>Header <c>typ</c>.</summary>
    public const string Type = "mesh-receipt+jws";

    /// <summary>Within this time from <see cref="IssuedAt"/> the entry is in the holder's tree.</summary>
    public static readonly TimeSpan Inclusion = TimeSpan.FromSeconds(10);

    /// <summary>By when the entry will be in the holder's tree; claim <c>included_by</c>.</summary>
    public DateTimeOffset IncludedBy => IssuedAt + Inclusion;

    /// <summary>Signs it for the holder.</summary>
    public string Sign(IParticipationSigner signer) => Statements.Sign(signer, Type, claims =>
    {
        claims.WriteString("iss", Holder.Urn);
        claims.WriteString("aud", Requester.Urn);
        claims.WriteString("jti", EntryId);
        claims.WriteNumber("iat", IssuedAt.ToUnixTimeSeconds());
        claims.WriteNumber("included_by", IncludedBy.ToUnixTimeSeconds());
        claims.WriteString("entry_sha256", Base64Url.EncodeToString(EntrySha256.Span));
        claims.WriteString("statement_sha256", Base64Url.EncodeToString(StatementSha256.Span));
        claims.WriteString("answer_sha256", Base64Url.EncodeToString(AnswerSha256.Span));
        claims.WriteStartObject("basis");
        claims.WriteString("kind", WireNames.Of(Basis.Kind));
        claims.WriteString("flow", Basis.Flow);
        claims.WriteString("citation", Basis.Citation);
        claims.WriteString("consent_id", Basis.ConsentId);
        claims.WriteNumber("consent_revision", Basis.ConsentRevision);
        claims.WriteEndObject();
    });

    /// <summary>Reads a receipt of a holder; null when the text is none, or the holder did not sign it.</summary>
    public static Receipt? Read(string text, Participation holder, StatementKeys keys)
    {
        if (Statements.Read(text, Type) is not { } statement
            || statement.TextOf("iss") != holder.Urn
            || !Participation.TryParseUrn(statement.TextOf("aud"), out var requester)
            || !Guid.TryParseExact(statement.TextOf("jti"), "D", out var entryId)
            || statement.MomentOf("iat") is not { } issuedAt
            || statement.MomentOf("included_by") - issuedAt != Inclusion
            || statement.BytesOf("entry_sha256") is not { Length: 32 } entry
            || statement.BytesOf("statement_sha256") is not { Length: 32 } request
            || statement.BytesOf("answer_sha256") is not { Length: 32 } answer
            || BasisOf(statement) is not { } basis
            || !statement.IsOf(holder, HelsinkiTime.DateOf(issuedAt), keys))
        {
            return null;
        }

        return new Receipt(holder, requester, entryId, entry, request, answer, basis, issuedAt);
    }

    private static Basis? BasisOf(SignedStatement statement)
    {
        if (!statement.Claims.TryGetProperty("basis", out var claim) || claim.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var kind = Enum.GetValues<BasisKind>().FirstOrDefault(value => WireNames.Of(value) == TextOf("kind"));
        return kind == BasisKind.Unspecified
            || TextOf("flow") is not { } flow || TextOf("citation") is not { } citation || TextOf("consent_id") is not { } consent
            || !claim.TryGetProperty("consent_revision", out var revision)
            || revision.ValueKind != JsonValueKind.Number || !revision.TryGetInt32(out var number)
            ? null
            : new Basis { Kind = kind, Flow = flow, Citation = citation, ConsentId = consent, ConsentRevision = number };

        string? TextOf(string name) => Statements.TextOf(claim, name);
    }
}

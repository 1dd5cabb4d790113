using System.Text.Json;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// Tokens by which the owner of a case lets a party show it to a third: a compact JWS, verified by the key that the directory gives the
/// owner for the day. Whether a verified one counts is decided with everything else.
/// </summary>
public sealed class CaseTokens(StatementKeys keys)
{
    /// <summary>Header <c>typ</c>.</summary>
    public const string Type = "mesh-case+jws";

    /// <summary>Writes a token of the owner's own case.</summary>
    /// <exception cref="ArgumentException">It would live longer than five minutes.</exception>
    public static string Mint(IParticipationSigner signer, OfferedProof.OwnerToken says)
    {
        ArgumentNullException.ThrowIfNull(says);
        if (says.ExpiresAt - says.IssuedAt > TokenGrounds.MostLife)
        {
            throw new ArgumentException("A token lives five minutes at most.", nameof(says));
        }

        return Statements.Sign(signer, Type, claims =>
        {
            claims.WriteString("iss", says.Owner.Urn);
            claims.WriteString("aud", says.Audience.Urn);
            claims.WriteString("sub", says.Subject.Digest);
            claims.WriteString("salt", says.Subject.Salt);
            claims.WriteString("case", says.CaseId);
            claims.WriteString("kind", WireNames.Of(says.Kind));
            claims.WriteStartArray("parties");
            foreach (var party in says.Parties)
            {
                claims.WriteStringValue(party.Urn);
            }

            claims.WriteEndArray();
            claims.WriteNumber("iat", says.IssuedAt.ToUnixTimeSeconds());
            claims.WriteNumber("exp", says.ExpiresAt.ToUnixTimeSeconds());
        });
    }

    /// <summary>What the token says, or that it could not be verified; never throws on its content.</summary>
    public OfferedProof Read(string compact) => Verified(compact) ?? (OfferedProof)new OfferedProof.UnverifiedToken();

    private OfferedProof.OwnerToken? Verified(string compact)
    {
        if (Statements.Read(compact, Type) is not { } token
            || !Participation.TryParseUrn(token.TextOf("iss"), out var owner)
            || token.MomentOf("iat") is not { } issued
            || !token.IsOf(owner, HelsinkiTime.DateOf(issued), keys))
        {
            return null;
        }

        var kind = Enum.GetValues<CaseKind>().FirstOrDefault(known => WireNames.Of(known) == token.TextOf("kind"));
        return kind != CaseKind.Unspecified
            && Guid.TryParseExact(token.TextOf("case"), "D", out var caseId)
            && Participation.TryParseUrn(token.TextOf("aud"), out var audience)
            && token.TextOf("salt") is { } salt
            && token.TextOf("sub") is { } subject
            && token.MomentOf("exp") is { } expires
            && PartiesOf(token) is { } parties
                ? new OfferedProof.OwnerToken(caseId, kind, owner, parties, new TokenSubject(salt, subject), audience, issued, expires)
                : null;
    }

    private static List<Participation>? PartiesOf(SignedStatement token)
    {
        if (!token.Claims.TryGetProperty("parties", out var listed) || listed.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var parties = new List<Participation>();
        foreach (var party in listed.EnumerateArray())
        {
            if (!Participation.TryParseUrn(Statements.TextOf(party), out var read))
            {
                return null;
            }

            parties.Add(read);
        }

        return parties;
    }
}

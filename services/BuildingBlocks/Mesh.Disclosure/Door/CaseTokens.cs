using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// Tokens by which the owner of a case lets a party show it to a third: a compact JWS (RFC 7515, ES256), verified by the key that the
/// directory gives the owner for the day. Whether a verified one counts is decided with everything else.
/// </summary>
public sealed class CaseTokens(StatementKeys keys, MeshClock clock)
{
    private const string Algorithm = "ES256";
    private const string TokenType = "mesh-case";

    // Seconds since 1970 that are still a moment of this calendar.
    private const long LastSecond = 253_402_300_799;

    /// <summary>Writes a token of the owner's own case.</summary>
    /// <exception cref="ArgumentException">It would live longer than five minutes.</exception>
    public static string Mint(IParticipationSigner signer, OfferedProof.OwnerToken says)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(says);
        if (says.ExpiresAt - says.IssuedAt > TokenGrounds.MostLife)
        {
            throw new ArgumentException("A token lives five minutes at most.", nameof(says));
        }

        var header = Part(new Dictionary<string, object> { ["alg"] = Algorithm, ["kid"] = signer.Kid, ["typ"] = TokenType });
        var claims = Part(new Dictionary<string, object>
        {
            ["iss"] = says.Owner.Urn,
            ["aud"] = says.Audience.Urn,
            ["sub"] = says.Subject.Digest,
            ["salt"] = says.Subject.Salt,
            ["case"] = says.CaseId.ToString(),
            ["kind"] = WireNames.Of(says.Kind),
            ["parties"] = says.Parties.Select(party => party.Urn).ToArray(),
            ["iat"] = says.IssuedAt.ToUnixTimeSeconds(),
            ["exp"] = says.ExpiresAt.ToUnixTimeSeconds(),
        });
        var signed = $"{header}.{claims}";
        return $"{signed}.{Base64Url.EncodeToString(signer.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>What the token says, or that it could not be verified; never throws on its content.</summary>
    public OfferedProof Read(string compact)
    {
        try
        {
            return Verified(compact) ?? (OfferedProof)new OfferedProof.UnverifiedToken();
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new OfferedProof.UnverifiedToken();
        }
    }

    private OfferedProof.OwnerToken? Verified(string compact)
    {
        if (compact.Split('.') is not [var header, var claims, var signature])
        {
            return null;
        }

        using var head = Json(header);
        using var body = Json(claims);
        if (!Participation.TryParseUrn(Text(body, "iss"), out var owner)
            || KidOf(head) is not { } kid
            || !keys.Verify(
                owner, kid, clock.Today, Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature)))
        {
            return null;
        }

        var kind = Enum.GetValues<CaseKind>().FirstOrDefault(known => WireNames.Of(known) == Text(body, "kind"));
        var parties = body.RootElement.GetProperty("parties").EnumerateArray()
            .Select(party => Participation.TryParseUrn(party.GetString(), out var read) ? read : (Participation?)null)
            .ToList();
        return kind != CaseKind.Unspecified
            && Guid.TryParseExact(Text(body, "case"), "D", out var caseId)
            && Participation.TryParseUrn(Text(body, "aud"), out var audience)
            && Moment(body, "iat") is { } issued
            && Moment(body, "exp") is { } expires
            && !parties.Contains(null)
                ? new OfferedProof.OwnerToken(
                    caseId, kind, owner, [.. parties.OfType<Participation>()], new TokenSubject(Text(body, "salt"), Text(body, "sub")), audience, issued, expires)
                : null;
    }

    // The header chooses among the issuer's own keys and nothing else: not the algorithm, and not a key it brings along.
    private static string? KidOf(JsonDocument header) =>
        Text(header, "alg") == Algorithm && Text(header, "typ") == TokenType && !header.RootElement.TryGetProperty("crit", out _)
            ? Text(header, "kid")
            : null;

    private static string Part(Dictionary<string, object> members) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(members));

    private static JsonDocument Json(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part));

    private static string Text(JsonDocument part, string name) =>
        part.RootElement.GetProperty(name).GetString() ?? throw new FormatException("A member of a token is null.");

    private static DateTimeOffset? Moment(JsonDocument part, string name) =>
        part.RootElement.GetProperty(name).GetInt64() is >= 0 and <= LastSecond and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}

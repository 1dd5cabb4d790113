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

    // Seconds since 1970 that are still a moment of this calendar.
    private const long LastSecond = 253_402_300_799;

    /// <summary>Writes a token of the owner's own case.</summary>
    /// <exception cref="ArgumentException">It would live longer than five minutes.</exception>
    public static string Mint(IParticipationSigner signer, OfferedProof.OwnerToken says)
    {
        ArgumentNullException.ThrowIfNull(says);
        if (says.ExpiresAt - says.IssuedAt > TokenGrounds.MostLife)
        {
            throw new ArgumentException("A token lives five minutes at most.", nameof(says));
        }

        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
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
        return CompactJws.Sign(claims, Type, signer);
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
        if (CompactJws.TryRead(compact, Type) is not { } signed)
        {
            return null;
        }

        using var claims = JsonDocument.Parse(signed.Payload);
        if (!Participation.TryParseUrn(Text(claims, "iss"), out var owner)
            || Moment(claims, "iat") is not { } issued
            || !keys.Verify(owner, signed.Kid, HelsinkiTime.DateOf(issued), signed.SignedBytes, signed.Signature))
        {
            return null;
        }

        var kind = Enum.GetValues<CaseKind>().FirstOrDefault(known => WireNames.Of(known) == Text(claims, "kind"));
        var parties = claims.RootElement.GetProperty("parties").EnumerateArray()
            .Select(party => Participation.TryParseUrn(party.GetString(), out var read) ? read : (Participation?)null)
            .ToList();
        return kind != CaseKind.Unspecified
            && Guid.TryParseExact(Text(claims, "case"), "D", out var caseId)
            && Participation.TryParseUrn(Text(claims, "aud"), out var audience)
            && Moment(claims, "exp") is { } expires
            && !parties.Contains(null)
                ? new OfferedProof.OwnerToken(
                    caseId,
                    kind,
                    owner,
                    [.. parties.OfType<Participation>()],
                    new TokenSubject(Text(claims, "salt"), Text(claims, "sub")),
                    audience,
                    issued,
                    expires)
                : null;
    }

    private static string Text(JsonDocument claims, string name) =>
        claims.RootElement.GetProperty(name).GetString() ?? throw new FormatException("A member of a token is null.");

    private static DateTimeOffset? Moment(JsonDocument claims, string name) =>
        claims.RootElement.GetProperty(name).GetInt64() is >= 0 and <= LastSecond and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}

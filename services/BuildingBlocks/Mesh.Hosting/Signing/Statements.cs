using System.Buffers.Text;
using System.Text.Json;
using Mesh.Identity;

namespace Mesh.Hosting.Signing;

/// <summary>
/// Statements whose payload is an object of claims (RFC 7519 names where it has one): requests, receipts of disclosures.
/// </summary>
public static class Statements
{
    /// <summary>Signs claims.</summary>
    /// <param name="signer">Who signs.</param>
    /// <param name="type">Kind of statement, the header's <c>typ</c>.</param>
    /// <param name="claims">Writes the members of the claims' object.</param>
    public static string Sign(IParticipationSigner signer, string type, Action<Utf8JsonWriter> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return CompactJws.Sign(Write(claims), type, signer);
    }

    /// <summary>Reads a statement of a kind; null when it is none. Says nothing of whether its signature holds.</summary>
    public static SignedStatement? Read(string text, string type) =>
        CompactJws.TryRead(text, type) is { } jws && Parse(jws.Payload) is { } claims ? new(text, jws, claims) : null;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    internal static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A statement that was read.</summary>
/// <param name="Text">The compact JWS.</param>
/// <param name="Jws">Its parts.</param>
/// <param name="Claims">What it says, whoever says it.</param>
public sealed record SignedStatement(string Text, CompactJws Jws, JsonElement Claims)
{
    /// <summary>Whether this participation signed it with a key of that day.</summary>
    public bool IsOf(Participation signer, DateOnly on, StatementKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Verify(signer, Jws.Kid, on, Jws.SignedBytes, Jws.Signature);
    }

    /// <summary>A claim that is a text; null when there is no such.</summary>
    public string? TextOf(string claim) => Statements.TextOf(Claims, claim);

    /// <summary>A claim that is a moment in seconds (RFC 7519 NumericDate, whole); null when there is no such.</summary>
    public DateTimeOffset? MomentOf(string claim) =>
        Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
        && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>A claim that is bytes in base64url; null when there is no such.</summary>
    public byte[]? BytesOf(string claim)
    {
        try
        {
            return TextOf(claim) is { } text ? Base64Url.DecodeFromChars(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Nothing of the claims, which may be personal.</summary>
    public override string ToString() => $"Statement by {Jws.Kid}";
}

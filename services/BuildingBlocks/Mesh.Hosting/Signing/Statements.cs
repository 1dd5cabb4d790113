using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mesh.Identity;

namespace Mesh.Hosting.Signing;

/// <summary>
/// What participations sign: claims in JSON as a compact JWS (RFC 7515) with ES256. One form for everything, which any language's
/// library makes and checks; the type in the header keeps one kind from passing as another (RFC 8725, 3.11).
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
        return Sign(signer, type, Write(claims));
    }

    /// <summary>Signs claims whose bytes are made already, such as those with one canonical form.</summary>
    /// <param name="signer">Who signs.</param>
    /// <param name="type">Kind of statement, the header's <c>typ</c>.</param>
    /// <param name="claims">The claims' object in JSON.</param>
    public static string Sign(IParticipationSigner signer, string type, ReadOnlySpan<byte> claims)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var header = Write(json =>
        {
            json.WriteString("alg", Es256);
            json.WriteString("kid", signer.Kid);
            json.WriteString("typ", type);
        });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(signer.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Reads a statement of a kind; null when it is none. Says nothing of whether its signature holds.</summary>
    public static SignedStatement? Read(string text, string type)
    {
        if (text?.Split('.') is not [var header, var claims, var signature]
            || Decode(header) is not { } headerBytes || Decode(claims) is not { } claimBytes || Decode(signature) is not { } signatureBytes
            || Parse(headerBytes) is not { } head || Parse(claimBytes) is not { } body)
        {
            return null;
        }

        // Nothing but these three: a header that demands more ("crit") demands something that is not done here.
        return head.EnumerateObject().Count() == 3
            && TextOf(head, "alg") == Es256 && TextOf(head, "typ") == type && TextOf(head, "kid") is { Length: > 0 } kid
            ? new(text, kid, body, signatureBytes)
            : null;
    }

    private const string Es256 = "ES256";

    // A plus sign as a plus sign: nothing of this is put into HTML.
    private static readonly JsonWriterOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>A member that is a text; null when there is no such.</summary>
    /// <param name="element">An object.</param>
    /// <param name="name">The member's.</param>
    public static string? TextOf(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) ? TextOf(value) : null;
        }
        catch (InvalidOperationException)
        {
            // As a value may be, so may another member's name.
            return null;
        }
    }

    /// <summary>A value that is a text; null when it is none.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, by an escape: JSON, and no text.
            return null;
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, AsItIs))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static byte[]? Decode(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second of a name with half of a surrogate pair, by an escape.
            return null;
        }
    }
}

/// <summary>A statement that was read.</summary>
/// <param name="Text">The compact JWS.</param>
/// <param name="Kid">The key it names.</param>
/// <param name="Claims">What it says, whoever says it.</param>
/// <param name="Signature">ES256, as it came.</param>
public sealed record SignedStatement(string Text, string Kid, JsonElement Claims, ReadOnlyMemory<byte> Signature)
{
    /// <summary>Whether this participation signed it with a key of that day.</summary>
    public bool IsOf(Participation signer, DateOnly on, StatementKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.Verify(signer, Kid, on, Encoding.ASCII.GetBytes(Text[..Text.LastIndexOf('.')]), Signature.Span);
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
    public override string ToString() => $"Statement by {Kid}";
}

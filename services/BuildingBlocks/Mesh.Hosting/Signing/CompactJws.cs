using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mesh.Hosting.Signing;

/// <summary>
/// A signed statement as one line of text: JSON Web Signature, compact serialisation (RFC 7515), ES256 only. The header is written, not
/// serialised, so that one statement under one key always begins with the same bytes.
/// </summary>
/// <param name="Kid">The key that is said to have signed.</param>
/// <param name="Payload">What was signed.</param>
/// <param name="SignedBytes">The bytes that the signature is over.</param>
/// <param name="Signature">ES256, 64 bytes (IEEE P1363).</param>
public sealed record CompactJws(string Kid, byte[] Payload, byte[] SignedBytes, byte[] Signature)
{
    private const string Algorithm = "ES256";
    private const int SignatureBytes = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Signs.</summary>
    /// <param name="payload">What is stated.</param>
    /// <param name="type">Kind of statement, the header's <c>typ</c>: it keeps one kind from passing as another (RFC 8725, 3.11).</param>
    /// <param name="signer">Who states it.</param>
    public static string Sign(ReadOnlySpan<byte> payload, string type, IParticipationSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var header = $$"""{"alg":"{{Algorithm}}","kid":{{Quoted(signer.Kid)}},"typ":{{Quoted(type)}}}""";
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(signer.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Reads the three parts; null when the text is none, of another algorithm or of another type. Says nothing of who signed: that is for <see cref="StatementKeys"/>.</summary>
    public static CompactJws? TryRead(string text, string type)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split('.') is not [var header, var payload, var signature]
            || !Base64Url.IsValid(header) || !Base64Url.IsValid(payload) || !Base64Url.IsValid(signature)
            || KidOf(Base64Url.DecodeFromChars(header), type) is not { } kid)
        {
            return null;
        }

        var signatureBytes = Base64Url.DecodeFromChars(signature);
        return signatureBytes.Length == SignatureBytes
            ? new CompactJws(kid, Base64Url.DecodeFromChars(payload), Encoding.ASCII.GetBytes($"{header}.{payload}"), signatureBytes)
            : null;
    }

    // A plus sign as it is: nothing of this is put into HTML.
    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    // No other algorithm, and nothing that must be understood but is not (RFC 7515, 4.1.11).
    private static string? KidOf(byte[] header, string type)
    {
        try
        {
            using var read = JsonDocument.Parse(header, Strict);
            return read.RootElement is { ValueKind: JsonValueKind.Object } fields
                && fields.TryGetProperty("alg", out var algorithm) && algorithm.ValueEquals(Algorithm)
                && fields.TryGetProperty("typ", out var stated) && stated.ValueEquals(type)
                && !fields.TryGetProperty("crit", out _)
                && fields.TryGetProperty("kid", out var kid)
                ? kid.GetString()
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

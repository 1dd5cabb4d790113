using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>
/// Reads CloudEvents 1.0 structured JSON strictly where the mesh relies on it. Attributes the mesh does not know are passed over
/// and not kept: what nobody reads could carry what must not be stored.
/// </summary>
internal static partial class NoticeEnvelopeReader
{
    // A name twice means that two readers may see two different notices in the same bytes.
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static NoticeEnvelopeParseResult Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > NoticeEnvelope.MaxBytes)
        {
            return NoticeEnvelopeParseResult.Refused(NoticeEnvelopeFault.TooLarge);
        }

        // The document's parser leaves the inside of texts unchecked.
        if (!Utf8.IsValid(json.Span))
        {
            return NoticeEnvelopeParseResult.Refused(NoticeEnvelopeFault.NotAnObject);
        }

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? NoticeEnvelopeParseResult.Of(Envelope(document.RootElement))
                : NoticeEnvelopeParseResult.Refused(NoticeEnvelopeFault.NotAnObject);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second of a name with half of a surrogate pair, by an escape: that no name comes twice cannot be told.
            return NoticeEnvelopeParseResult.Refused(NoticeEnvelopeFault.NotAnObject);
        }
        catch (AttributeException fault)
        {
            return NoticeEnvelopeParseResult.Refused(fault.Fault, fault.Attribute);
        }
    }

    private static NoticeEnvelope Envelope(JsonElement root)
    {
        if (Text(root, "specversion") != "1.0")
        {
            throw new AttributeException(NoticeEnvelopeFault.SpecVersion, "specversion");
        }

        // Absent means JSON (CloudEvents 1.0 JSON format, 3.1).
        if (root.TryGetProperty("datacontenttype", out var contentType)
            && !(contentType.ValueKind == JsonValueKind.String && contentType.ValueEquals("application/json")))
        {
            throw new AttributeException(NoticeEnvelopeFault.Malformed, "datacontenttype");
        }

        if (!root.TryGetProperty("data", out var data))
        {
            throw new AttributeException(NoticeEnvelopeFault.Missing, "data");
        }

        return new(
            Uuid(root, "id"),
            Participant(root, "source"),
            Participant(root, "recipient"),
            TypeName().IsMatch(Text(root, "type")) ? Text(root, "type") : throw new AttributeException(NoticeEnvelopeFault.Malformed, "type"),
            Timestamp(root, "time"),
            Timestamp(root, "recordedat"),
            Uuid(root, "flowid"),
            TraceParent(root),
            data.ValueKind == JsonValueKind.Object ? data.GetRawText() : throw new AttributeException(NoticeEnvelopeFault.Malformed, "data"));
    }

    private static string Text(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) ? throw new AttributeException(NoticeEnvelopeFault.Missing, name)
        : TextOf(value) ?? throw new AttributeException(NoticeEnvelopeFault.Malformed, name);

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape: JSON by its grammar, but no text.
            return null;
        }
    }

    private static Guid Uuid(JsonElement root, string name) =>
        Guid.TryParseExact(Text(root, name), "D", out var id) && id != Guid.Empty
            ? id
            : throw new AttributeException(NoticeEnvelopeFault.Malformed, name);

    private static Participation Participant(JsonElement root, string name) =>
        Participation.TryParseUrn(Text(root, name), out var participation)
            ? participation
            : throw new AttributeException(NoticeEnvelopeFault.Malformed, name);

    private static DateTimeOffset Timestamp(JsonElement root, string name) =>
        Rfc3339.TryParse(Text(root, name), out var instant)
            ? instant
            : throw new AttributeException(NoticeEnvelopeFault.Malformed, name);

    // W3C trace context: what cannot be read starts a new trace and is no reason to refuse.
    private static string? TraceParent(JsonElement root) =>
        root.TryGetProperty("traceparent", out var value)
        && TextOf(value) is { } text
        && ActivityContext.TryParse(text, null, out _)
            ? text
            : null;

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,62}(\.[A-Za-z][A-Za-z0-9_]{0,62}){1,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();

    private sealed class AttributeException(NoticeEnvelopeFault fault, string attribute) : Exception
    {
        public NoticeEnvelopeFault Fault { get; } = fault;

        public string Attribute { get; } = attribute;
    }
}

using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>
/// A notice as it travels: CloudEvents 1.0, structured JSON, with the payload in protobuf's JSON mapping.
/// The extension attributes <c>recipient</c>, <c>flowid</c> and <c>recordedat</c> are the mesh's own, <c>traceparent</c> is that of
/// CloudEvents' distributed tracing extension.
/// </summary>
/// <param name="Id">The notice (UUIDv7); together with the source it is unique.</param>
/// <param name="Source">Who tells.</param>
/// <param name="Recipient">Who is told.</param>
/// <param name="Type">CloudEvents type, see <see cref="NoticeTypes"/>.</param>
/// <param name="Time">When it happened, in the mesh's time.</param>
/// <param name="RecordedAt">
/// When it was written down, by the sender's machine clock. A notice's age is counted from this: the mesh's time of a demonstration
/// jumps over months, and a notice is no older for it.
/// </param>
/// <param name="FlowId">The flow it belongs to.</param>
/// <param name="TraceParent">W3C trace context to continue; null when nothing is traced.</param>
/// <param name="Data">The payload, one JSON object.</param>
public sealed record NoticeEnvelope(
    Guid Id,
    Participation Source,
    Participation Recipient,
    string Type,
    DateTimeOffset Time,
    DateTimeOffset RecordedAt,
    Guid FlowId,
    string? TraceParent,
    string Data)
{
    /// <summary>Largest envelope, in bytes: what CloudEvents 1.0 asks every intermediary to carry.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The trace context to continue, if there is one.</summary>
    public ActivityContext Trace =>
        ActivityContext.TryParse(TraceParent, null, isRemote: true, out var context) ? context : default;

    /// <summary>UTF-8 bytes of the structured form.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", Id);
            json.WriteString("source", Source.Urn);
            json.WriteString("type", Type);
            json.WriteString("time", Timestamp(Time));
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("recipient", Recipient.Urn);
            json.WriteString("flowid", FlowId);
            json.WriteString("recordedat", Timestamp(RecordedAt));
            if (TraceParent is not null)
            {
                json.WriteString("traceparent", TraceParent);
            }

            json.WritePropertyName("data");
            json.WriteRawValue(Data);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads the structured form: a value, or what is wrong with which attribute. Never throws on its content.</summary>
    public static NoticeEnvelopeParseResult Parse(ReadOnlyMemory<byte> json) => NoticeEnvelopeReader.Read(json);

    /// <summary>Type and id only, never the payload: an envelope may end up in a log.</summary>
    public override string ToString() => $"{Type} {Id}";

    private static string Timestamp(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}

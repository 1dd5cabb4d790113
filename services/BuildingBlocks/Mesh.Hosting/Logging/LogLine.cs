using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Mesh.Hosting.Logging;

/// <summary>The form of a log line.</summary>
internal sealed class LogLine(string participant, TimeProvider time)
{
    private const string ScopePrefix = "mesh.";
    private const int MaxInner = 5;

    // Readable Finnish and Swedish; line breaks and quotes are escaped all the same, so no text can forge a line.
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without line break.</summary>
    public string Of(in LogEntry entry, IExternalScopeProvider scopes)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("level", entry.Level.ToString());
            json.WriteString("category", Redactor.Redact(entry.Category));
            json.WriteNumber("event_id", entry.EventId.Id);
            if (entry.EventId.Name is { } name)
            {
                json.WriteString("event", Redactor.Redact(name));
            }

            json.WriteString("message", Redactor.Redact(entry.Message));
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
            {
                json.WriteString("trace_id", activity.TraceId.ToHexString());
                json.WriteString("span_id", activity.SpanId.ToHexString());
            }

            json.WriteString("participant", Redactor.Redact(participant));
            WriteScopes(json, scopes);
            if (entry.Exception is { } exception)
            {
                json.WritePropertyName("exception");
                WriteException(json, exception, MaxInner);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteScopes(Utf8JsonWriter json, IExternalScopeProvider scopes)
    {
        // The innermost value of a key stands: a JSON object has each name once.
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        scopes.ForEachScope(
            static (scope, values) =>
            {
                foreach (var (key, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
                {
                    if (key.StartsWith(ScopePrefix, StringComparison.Ordinal))
                    {
                        values[key] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
                    }
                }
            },
            values);
        foreach (var (key, value) in values)
        {
            json.WriteString(Redactor.Redact(key), Redactor.Redact(value));
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception exception, int innerLeft)
    {
        json.WriteStartObject();
        json.WriteString("type", exception.GetType().FullName);
        json.WriteString("stack", Redactor.Redact(exception.StackTrace ?? ""));
        if (exception.InnerException is { } inner && innerLeft > 0)
        {
            json.WritePropertyName("inner");
            WriteException(json, inner, innerLeft - 1);
        }

        json.WriteEndObject();
    }
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mesh.Hosting.Signing;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Gateway.MyData;

/// <summary>
/// A person's exports in one file, with the directory by whose keys they are checked (docs/evidence.md). The gateway signs nothing of it: it
/// answers for nothing that the exports say, and each holder has signed its own. So it adds nothing that could not be checked but who was
/// not reached.
/// </summary>
internal static class MyDataFile
{
    private const string Form = "mesh-export-file/1";
    private const string ExportType = "mesh-export+jws";

    // A plus sign of base 64 as a plus sign: nothing of this is put into HTML.
    private static readonly JsonWriterOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file.</summary>
    /// <param name="parts">What each participation answered, in the order of the directory.</param>
    /// <param name="directory">The directory's bytes and their signature.</param>
    public static string Write(IReadOnlyList<Part<ExportMyUsesResponse>> parts, (ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Signature) directory)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, AsItIs))
        {
            json.WriteStartObject();
            json.WriteString("form", Form);
            json.WriteString("made_at", MadeAt(parts));
            json.WriteStartObject("directory");
            json.WriteBase64String("document", directory.Json.Span);
            json.WriteBase64String("signature", directory.Signature.Span);
            json.WriteEndObject();
            json.WriteStartArray("participations");
            foreach (var part in parts)
            {
                json.WriteStartObject();
                json.WriteString("participation", part.Participation.ToString());
                json.WriteString(part.Answer is null ? "not_reached" : "export", part.Answer?.Export ?? part.Failure);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    // The newest export's own time, not the gateway's: what nobody signs would say nothing.
    private static string MadeAt(IEnumerable<Part<ExportMyUsesResponse>> parts) => parts
        .Select(part => part.Answer is { } answer ? Statements.Read(answer.Export, ExportType)?.MomentOf("iat") : null)
        .Max() is { } newest
            ? newest.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : "";
}

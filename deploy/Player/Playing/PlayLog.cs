using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>What the log says of a step.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum PlayLogState
{
    /// <summary>Its calls were about to be sent.</summary>
    UnderWay = 1,

    /// <summary>Everything held.</summary>
    Passed,

    /// <summary>Something did not hold.</summary>
    Failed,
}

/// <summary>One line of the play log. Captured values are ids, versions and digests; a capture that looks like an identity code is refused.</summary>
/// <param name="Play">Name of the play.</param>
/// <param name="File">Scenario file name.</param>
/// <param name="Step">Step number, from 1.</param>
/// <param name="Digest">Of the step as it was written then.</param>
/// <param name="State">What happened.</param>
/// <param name="Captured">Captured variables, when it passed.</param>
public sealed record PlayLogEntry(
    string Play, string File, int Step, string Digest, PlayLogState State, IReadOnlyDictionary<string, JToken> Captured);

/// <summary>Remembers what was played, so that a second start goes on where the first ended.</summary>
public interface IPlayLog
{
    /// <summary>All entries, oldest first.</summary>
    IReadOnlyList<PlayLogEntry> Read();

    /// <summary>Adds an entry; it is on disk when this returns.</summary>
    void Append(PlayLogEntry entry);
}

/// <summary>The play log as a file with one JSON object a line.</summary>
/// <param name="path">In the data folder, so that a reset of the data resets the play too.</param>
public sealed class FilePlayLog(string path) : IPlayLog
{
    private const byte LineEnd = (byte)'\n';
    private static readonly JsonSerializerSettings Plain = new() { DateParseHandling = DateParseHandling.None };

    /// <inheritdoc/>
    public IReadOnlyList<PlayLogEntry> Read()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        CutTornLine();
        return [.. File.ReadLines(path).Select(line => JsonConvert.DeserializeObject<PlayLogEntry>(line, Plain)!)];
    }

    /// <inheritdoc/>
    public void Append(PlayLogEntry entry)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        using (var writer = new StreamWriter(file, leaveOpen: true))
        {
            writer.Write(JsonConvert.SerializeObject(entry, Formatting.None, Plain) + (char)LineEnd);
        }

        file.Flush(flushToDisk: true);
    }

    // A process that died while writing leaves half a line: what it says never happened.
    private void CutTornLine()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == LineEnd)
            {
                break;
            }

            end--;
        }

        if (end < file.Length)
        {
            file.SetLength(end);
        }
    }
}

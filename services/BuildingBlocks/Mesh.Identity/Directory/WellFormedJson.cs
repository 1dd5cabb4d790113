using System.Text.Json;

namespace Mesh.Identity;

/// <summary>Parses the file strictly: no comments, no trailing commas, no field twice, every text valid Unicode.</summary>
internal static class WellFormedJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The root, or the one violation with its line.</summary>
    public static (JsonElement Root, DirectoryViolation? Fault) Parse(ReadOnlySpan<byte> json)
    {
        // A first pass decodes every text, because JsonElement only throws on broken text when somebody later reads it.
        // The exceptions' messages are not passed on: they quote the file.
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }
        }
        catch (JsonException e)
        {
            return (default, Malformed("The file is not JSON", e.LineNumber));
        }
        catch (InvalidOperationException)
        {
            return (default, Malformed("A text is not valid Unicode", json[..(int)reader.TokenStartIndex].Count((byte)'\n')));
        }

        try
        {
            return (JsonElement.Parse(json, Strict), null);
        }
        catch (JsonException e)
        {
            return (default, Malformed("An object has a field twice", e.LineNumber));
        }
    }

    // System.Text.Json counts lines from 0, people and editors from 1.
    private static DirectoryViolation Malformed(string text, long? line) =>
        new("$", DirectoryFaults.MalformedJson, line is null ? text + "." : $"{text}, line {line + 1}.");
}

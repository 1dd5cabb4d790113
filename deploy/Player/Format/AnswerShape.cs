using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>
/// What an answer can look like: every field there, every list with one element. A JSONPath that selects nothing in it can
/// select nothing in any answer, so a mistyped path is found before the play.
/// </summary>
internal static partial class AnswerShape
{
    private const int Deepest = 8;
    private static readonly ConcurrentDictionary<MessageDescriptor, JToken> Shapes = new();

    /// <summary>Why the path is wrong; null when it is right.</summary>
    public static string? FaultOf(string path, MessageDescriptor answer)
    {
        try
        {
            // The path as written must be a path; what its filters and indexes would pick is not known yet.
            _ = new JObject().SelectTokens(path).ToList();
            var shape = Shapes.GetOrAdd(answer, type => Of(type, 0));
            return shape.SelectTokens(Selectors().Replace(path, "[*]")).Any() ? null : $"{answer.FullName} has nothing at '{path}'.";
        }
        catch (JsonException e)
        {
            return $"'{path}' is no JSONPath: {e.Message}";
        }
    }

    private static JObject Of(MessageDescriptor type, int depth)
    {
        var shape = new JObject();
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            JToken value = field.FieldType is FieldType.Message && !MessageFields.IsWellKnown(field.MessageType) && depth < Deepest
                ? Of(field.MessageType, depth + 1)
                : new JValue("");
            shape[field.JsonName] = field.IsRepeated && !field.IsMap ? new JArray(value) : value;
        }

        return shape;
    }

    [GeneratedRegex(@"\[\s*(\?\(.*?\)|-?\d*:?-?\d*|\*)\s*\](?=$|[.\[])", RegexOptions.CultureInvariant)]
    private static partial Regex Selectors();
}

using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Mesh.Hosting.Rest;

/// <summary>Single values in protobuf's JSON mapping; protobuf's own parser is the judge.</summary>
internal static class JsonValues
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default);

    /// <summary>Whether the field is a message with fields of its own, not one that the mapping writes as a single value.</summary>
    public static bool IsNested(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.File.Package != "google.protobuf";

    /// <summary>Whether a value, or a map, can be read.</summary>
    public static bool IsGood(JsonNode? value, FieldDescriptor field)
    {
        var copy = value?.DeepClone();
        var message = new JsonObject { [field.JsonName] = field.IsRepeated && !field.IsMap ? new JsonArray(copy) : copy };
        try
        {
            Parser.Parse(message.ToJsonString(), field.ContainingType);
            return true;
        }
        catch (Exception unreadable) when (unreadable is InvalidProtocolBufferException or InvalidJsonException)
        {
            return false;
        }
    }

    /// <summary>The value of a query parameter as JSON: everything but true and false may be written as text.</summary>
    public static JsonNode OfQuery(string text, FieldDescriptor field) =>
        field.FieldType == FieldType.Bool && bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : JsonValue.Create(text);

    /// <summary>What stands for an element that cannot be kept.</summary>
    public static JsonNode NothingOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message when IsNested(field) => new JsonObject(),
        FieldType.Message => "1970-01-01T00:00:00Z",
        FieldType.Bool => false,
        FieldType.String or FieldType.Bytes => "",
        _ => 0,
    };

    /// <summary>What a value must be.</summary>
    public static string Demand(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Enum => $"Must be a value of {field.EnumType.FullName}.",
        FieldType.Message when field.IsMap || IsNested(field) => "Must be an object.",
        FieldType.Message => $"Must be a {field.MessageType.FullName} as protobuf's JSON mapping writes it.",
        FieldType.String => "Must be a text.",
        FieldType.Bytes => "Must be a text in base64.",
        FieldType.Bool => "Must be true or false.",
        FieldType.Float or FieldType.Double => "Must be a number.",
        _ => "Must be a whole number in range.",
    };
}

using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Mesh.Messaging;
using Mesh.OpenApi;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Topology;

/// <summary>Notices as JSON schemas (draft 7): the envelope, and each payload in protobuf's JSON mapping.</summary>
internal static class NoticeSchemas
{
    private const string Uuid = "0190f3a2-7c1e-7d3a-9b2f-5e6a7b8c9d0e";
    private const string ParticipationUrn = "^urn:mesh:org:[0-9]{7}-[0-9]:role:[A-Z_]+$";
    private const string Source = "urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY";
    private const string Recipient = "urn:mesh:org:3221308-6:role:SOCIAL_CARE";
    private const string Instant = "2024-01-15T09:00:00.0000000Z";

    /// <summary>What is around every payload.</summary>
    public static JsonObject Envelope()
    {
        var attributes = new JsonObject
        {
            ["specversion"] = new JsonObject { ["const"] = "1.0", ["description"] = "CloudEvents version." },
            ["id"] = Text("The notice (UUIDv7). With the source it is unique: handle each pair once.", "uuid"),
            ["source"] = Pattern("Who tells. The same as the message's user_id, which the broker has checked.", ParticipationUrn),
            ["type"] = Text("Which notice. Set one aside that you do not know; never drop it."),
            ["time"] = Text("When it happened, in the mesh's time.", "date-time"),
            ["datacontenttype"] = new JsonObject { ["const"] = "application/json", ["description"] = "What the data is." },
            ["recipient"] = Pattern("Who is told.", ParticipationUrn),
            ["flowid"] = Text("The flow it belongs to. Send it with each call that follows from the notice.", "uuid"),
            ["recordedat"] = Text("When it was written down, by the sender's clock. Set aside what is older than 30 days.", "date-time"),
            ["traceparent"] = Text("W3C trace context to continue; absent when nothing is traced."),
            ["data"] = new JsonObject { ["type"] = "object", ["description"] = "The payload of the type." },
        };
        return new()
        {
            ["type"] = "object",
            ["description"] = "CloudEvents 1.0, structured JSON. Unknown attributes may be there and are passed over.",
            ["required"] = new JsonArray([.. attributes.Select(attribute => attribute.Key).Where(name => name != "traceparent").Select(name => (JsonNode)name)]),
            ["properties"] = attributes,
        };
    }

    /// <summary>A payload. No field is required: the mapping leaves out what has its default, 0 or an empty text.</summary>
    public static JsonObject Data(MessageDescriptor message) => new()
    {
        ["type"] = "object",
        ["description"] = ContractComments.OfTheContracts.Of(message.FullName),
        ["properties"] = new JsonObject(message.Fields.InFieldNumberOrder().Select(field => KeyValuePair.Create(field.JsonName, (JsonNode?)Field(field)))),
    };

    /// <summary>The whole of a message of a type: envelope, type and payload.</summary>
    public static JsonObject Payload(MessageDescriptor message) => new()
    {
        ["allOf"] = new JsonArray(
            Reference("Envelope"),
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["type"] = new JsonObject { ["const"] = NoticeTypes.Of(message) },
                    ["data"] = Reference(message.Name),
                },
            }),
    };

    /// <summary>An example of a message.</summary>
    public static JsonObject Example(MessageDescriptor message) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = Uuid,
        ["source"] = Source,
        ["type"] = NoticeTypes.Of(message),
        ["time"] = Instant,
        ["datacontenttype"] = "application/json",
        ["recipient"] = Recipient,
        ["flowid"] = Uuid,
        ["recordedat"] = Instant,
        ["data"] = ExampleMessages.OfAnswer(message),
    };

    private static JsonObject Field(FieldDescriptor field)
    {
        var description = ContractComments.OfTheContracts.Of(field.FullName);
        var one = field.FieldType switch
        {
            FieldType.Enum => Enumeration(field.EnumType, description),
            FieldType.Bool => new JsonObject { ["type"] = "boolean", ["description"] = description },
            FieldType.Int32 => new JsonObject { ["type"] = "integer", ["format"] = "int32", ["description"] = description },
            FieldType.String => OfFormat(NoticeContent.FormatOf(field), description),
            _ => throw new NotSupportedException($"{field.FullName}: {field.FieldType} has no schema here."),
        };
        return field.IsRepeated ? new() { ["type"] = "array", ["items"] = one, ["description"] = description } : one;
    }

    private static JsonObject OfFormat(Format format, string description) => format switch
    {
        Format.Uuid => Text(description, "uuid"),
        Format.Participation => Pattern(description, "^[0-9]{7}-[0-9]/[A-Z_]+$"),
        _ => Pattern(description, "^[A-Z][A-Z0-9_]{0,63}$"),
    };

    private static JsonObject Enumeration(EnumDescriptor type, string description) => new()
    {
        ["type"] = "string",
        ["description"] = description,
        ["enum"] = new JsonArray([.. type.Values.Select(value => (JsonNode)value.Name)]),
    };

    private static JsonObject Text(string description, string? format = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (format is not null)
        {
            schema["format"] = format;
        }

        schema["description"] = description;
        return schema;
    }

    private static JsonObject Pattern(string description, string pattern) =>
        new() { ["type"] = "string", ["pattern"] = pattern, ["description"] = description };

    private static JsonObject Reference(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };
}

using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.OpenApi;

/// <summary>An example of a message: every required field of a request, every field of an answer, down to where a message repeats.</summary>
public static class ExampleMessages
{
    /// <summary>What a caller must send.</summary>
    public static JsonObject OfRequest(MessageDescriptor message, IReadOnlyList<FieldDescriptor> without) =>
        // Of a oneof exactly one is to be given, though none of them is required by itself.
        Of(message, field => (ContractSchemas.IsRequired(field) || field.RealContainingOneof is not null) && !without.Contains(field), []);

    /// <summary>What a service may answer.</summary>
    public static JsonObject OfAnswer(MessageDescriptor message) => Of(message, _ => true, []);

    private static JsonObject Of(MessageDescriptor message, Func<FieldDescriptor, bool> wanted, IReadOnlyList<MessageDescriptor> within)
    {
        var example = new JsonObject();
        foreach (var field in message.Fields.InFieldNumberOrder().Where(wanted))
        {
            var isSecondOfOneof = field.RealContainingOneof is { } oneof && oneof.Fields[0] != field;
            var repeats = field.FieldType == FieldType.Message && within.Contains(field.MessageType);
            if (!isSecondOfOneof && !repeats)
            {
                var value = ValueOf(field, wanted, [.. within, message]);
                example[field.JsonName] = field.IsRepeated ? new JsonArray(value) : value;
            }
        }

        return example;
    }

    private static JsonNode ValueOf(FieldDescriptor field, Func<FieldDescriptor, bool> wanted, IReadOnlyList<MessageDescriptor> within)
    {
        var format = field.GetOptions()?.GetExtension(RulesExtensions.Field)?.Format ?? Format.Unspecified;
        return field.FieldType switch
        {
            FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName => "2024-01-15T09:00:00Z",
            FieldType.Message => Of(field.MessageType, wanted, within),
            FieldType.Enum => field.EnumType.Values[Math.Min(1, field.EnumType.Values.Count - 1)].Name,
            FieldType.Bool => true,
            FieldType.Int64 => "1",
            FieldType.Int32 or FieldType.Double => 1,
            FieldType.Bytes => TextForms.Example(Format.Sha256)!,
            _ => TextForms.Example(format) ?? ByName(field.Name),
        };
    }

    // Fields of answers carry no rules: what is never checked on the way in has no form to check. The names are consistent.
    private static string ByName(string name) => name switch
    {
        "business_id" => "0124610-9",
        _ when name.EndsWith("_id", StringComparison.Ordinal) => TextForms.Example(Format.Uuid)!,
        _ when name.EndsWith("_on", StringComparison.Ordinal) || name.EndsWith("_day", StringComparison.Ordinal)
            || name.EndsWith("_date", StringComparison.Ordinal) || name == "as_of" => TextForms.Example(Format.CivilDate)!,
        "region" => "3221308-6/SOCIAL_CARE",
        "owner" or "organiser" or "participation" or "participant" or "labour_authority" or "counterpart" => TextForms.Example(Format.Participation)!,
        "next_page_token" or "page_token" => "",
        "month" => "2024-01",
        "language" => "fi",
        "rule_id" or "rule_ids" => "AKT-ELIG-O25-3",
        _ when name.EndsWith("code", StringComparison.Ordinal) => "CONTINUES",
        _ => "text",
    };
}

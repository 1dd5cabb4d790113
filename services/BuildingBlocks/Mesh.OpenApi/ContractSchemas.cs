using System.Globalization;
using Google.Api;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.OpenApi;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.OpenApi;

/// <summary>Messages and enums as JSON schemas, in protobuf's JSON mapping, with what the field rules demand.</summary>
internal sealed class ContractSchemas(OpenApiDocument document, ContractComments comments)
{
    private const string Root = "tyollisyys.mesh.";
    private const int DefaultMaxLength = 200;
    private const int DefaultMaxItems = 100;

    /// <summary>A reference to a message's or enum's schema, which is added to the document when it is not there.</summary>
    public OpenApiSchemaReference Of(MessageDescriptor message) => Component(NameOf(message.FullName), () => Of(message, []));

    /// <summary>The request's fields that are not bound by the path.</summary>
    public OpenApiSchemaReference BodyOf(HttpCall call) => call.PathFields.Count == 0
        ? Of(call.Method.InputType)
        : Component(NameOf(call.Method.InputType.FullName) + ".Body", () => Of(call.Method.InputType, call.PathFields));

    /// <summary>One value of a field: an element when it is repeated.</summary>
    public IOpenApiSchema OfField(FieldDescriptor field)
    {
        var rules = field.GetOptions()?.GetExtension(RulesExtensions.Field);
        var value = ValueOf(field, rules);
        var description = comments.Of(field.FullName);
        if (field.IsRepeated)
        {
            return new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = value,
                MaxItems = rules is { MaxItems: > 0 } ? rules.MaxItems : DefaultMaxItems,
                Description = description,
                ReadOnly = Says(field, FieldBehavior.OutputOnly),
            };
        }

        if (value is OpenApiSchemaReference reference)
        {
            reference.Description = description;
            return reference;
        }

        var schema = (OpenApiSchema)value;
        schema.Description = description;
        schema.ReadOnly = Says(field, FieldBehavior.OutputOnly);
        return schema;
    }

    /// <summary>Whether a request must give the field.</summary>
    public static bool IsRequired(FieldDescriptor field) => Says(field, FieldBehavior.Required);

    private static bool Says(FieldDescriptor field, FieldBehavior behavior) =>
        field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(behavior) == true;

    private static string NameOf(string fullName) =>
        fullName.StartsWith(Root, StringComparison.Ordinal) ? fullName[Root.Length..] : fullName;

    private OpenApiSchemaReference Component(string name, Func<OpenApiSchema> schema)
    {
        var schemas = document.Components!.Schemas!;
        if (!schemas.ContainsKey(name))
        {
            // Taken first: a message may contain itself.
            schemas[name] = new OpenApiSchema();
            schemas[name] = schema();
        }

        return new OpenApiSchemaReference(name, document);
    }

    private OpenApiSchema Of(MessageDescriptor message, IReadOnlyList<FieldDescriptor> without)
    {
        var fields = message.Fields.InFieldNumberOrder().Where(field => !without.Contains(field)).ToList();
        var required = fields.Where(IsRequired).Select(field => field.JsonName).ToHashSet(StringComparer.Ordinal);
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = comments.Of(message.FullName),
            Properties = fields.ToDictionary(field => field.JsonName, OfField, StringComparer.Ordinal),
            Required = required.Count == 0 ? null : required,
        };
    }

    private OpenApiSchemaReference Of(EnumDescriptor type) => Component(NameOf(type.FullName), () => new OpenApiSchema
    {
        Type = JsonSchemaType.String,
        Description = string.Join('\n', type.Values
            .Select(value => $"- `{value.Name}`: {comments.Of($"{type.FullName}.{value.Name}")}")
            .Prepend(comments.Of(type.FullName) + "\n")),
        Enum = [.. type.Values.Select(value => (System.Text.Json.Nodes.JsonNode)value.Name)],
    });

    private IOpenApiSchema ValueOf(FieldDescriptor field, FieldRules? rules) => field.FieldType switch
    {
        FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName =>
            new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Examples = ["2024-01-15T09:00:00Z"] },
        FieldType.Message => Of(field.MessageType),
        FieldType.Enum => Of(field.EnumType),
        FieldType.Bool => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        FieldType.Int32 => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
        // Beyond 2^53 a JSON number is not what was sent: protobuf's JSON mapping writes 64 bits as text.
        FieldType.Int64 => new OpenApiSchema { Type = JsonSchemaType.String, Format = "int64", Examples = ["0"] },
        FieldType.Double => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" },
        FieldType.Bytes => new OpenApiSchema { Type = JsonSchemaType.String, Format = "byte", Examples = [TextForms.Example(Format.Sha256)!] },
        FieldType.String => TextOf(rules),
        _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"{field.FullName}: {field.FieldType} is not used.")),
    };

    private static OpenApiSchema TextOf(FieldRules? rules)
    {
        var format = rules?.Format ?? Format.Unspecified;
        return new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = TextForms.JsonFormat(format),
            Pattern = TextForms.Pattern(format),
            MaxLength = rules is { MaxLength: > 0 } ? rules.MaxLength : DefaultMaxLength,
            Examples = TextForms.Example(format) is { } example ? [example] : null,
        };
    }
}

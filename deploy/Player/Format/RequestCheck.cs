using Google.Protobuf;
using Google.Protobuf.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>
/// Checks a request against its contract before anything is played: each field exists and each value can be read as the
/// field's type. Values that only an answer will give are left out.
/// </summary>
internal sealed class RequestCheck(FaultList faults, ValueScope known)
{
    public void Check(YamlNode node, MessageDescriptor type)
    {
        if (node is not YamlMappingNode map)
        {
            faults.Add(node, $"A mapping is expected: the fields of {type.FullName}.");
            return;
        }

        foreach (var (key, value) in map.Children)
        {
            if ((key as YamlScalarNode)?.Value is not { } name || MessageFields.Find(type, name) is not { } field)
            {
                var names = string.Join(", ", type.Fields.InDeclarationOrder().Select(f => f.JsonName));
                faults.Add(key, $"{type.FullName} has no field '{(key as YamlScalarNode)?.Value}'. It has: {names}.");
                continue;
            }

            CheckField(value, field, type);
        }
    }

    private void CheckField(YamlNode node, FieldDescriptor field, MessageDescriptor type)
    {
        var isMessage = field.FieldType is FieldType.Message && !field.IsMap && !MessageFields.IsWellKnown(field.MessageType);
        switch (node)
        {
            case YamlSequenceNode list when field.IsRepeated && !field.IsMap:
                foreach (var element in list.Children)
                {
                    if (isMessage)
                    {
                        Check(element, field.MessageType);
                    }
                    else
                    {
                        CheckValue(element, field, type, value => new JArray(value));
                    }
                }

                break;
            case YamlMappingNode map when isMessage && !field.IsRepeated && ValueFunctions.Find(map) is null:
                Check(map, field.MessageType);
                break;
            default:
                CheckValue(node, field, type, value => value);
                break;
        }
    }

    private void CheckValue(YamlNode node, FieldDescriptor field, MessageDescriptor type, Func<JToken, JToken> asGiven)
    {
        if (VariableReferences.In(node).Any(reference => !known.Has(reference.Name)))
        {
            return;
        }

        try
        {
            var message = new JObject { [field.JsonName] = asGiven(ValueResolver.Resolve(node, known)) };
            JsonParser.Default.Parse(message.ToString(Formatting.None), type);
        }
        catch (ValueException e)
        {
            faults.Add(e.Node, e.Message);
        }
        catch (Exception e) when (e is IOException or FormatException or OverflowException)
        {
            faults.Add(node, $"'{field.JsonName}' ({Describe(field)}): {e.Message}");
        }
    }

    private static string Describe(FieldDescriptor field)
    {
        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            var scalar => scalar.ToString().ToLowerInvariant(),
        };
        return field.IsRepeated ? $"repeated {type}" : type;
    }
}

using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Mesh.Hosting.Validation;

namespace Mesh.Hosting.Rest;

/// <summary>
/// Holds a JSON object to the form of a message, which transcoding alone does not: it passes over unknown fields and stops at the
/// first malformed one. What cannot be kept is taken out and named.
/// </summary>
internal static class JsonForm
{
    private const int LongestName = 64;

    public static void Check(JsonObject json, MessageDescriptor type, string path, RestFaults into)
    {
        var given = new HashSet<FieldDescriptor>();
        var chosen = new HashSet<OneofDescriptor>();
        foreach (var (name, value) in json.ToList())
        {
            if (into.AreTooMany)
            {
                return;
            }

            var field = FieldOf(type, name);
            var at = Below(path, field?.Name ?? Shown(name));
            var fault = field switch
            {
                null => (JsonCodes.UnknownField, $"{type.FullName} has no such field."),
                _ when value is null => default,
                _ when !given.Add(field) => (JsonCodes.GivenTwice, "Must be given once."),
                { RealContainingOneof: { } choice } when !chosen.Add(choice) => (JsonCodes.OnlyOneOf, $"Only one field of {choice.Name} may be given."),
                _ => FaultOf(value, field, at, into),
            };
            if (fault is (string code, string description))
            {
                into.Add(at, code, description);
                json.Remove(name);
            }
        }
    }

    /// <summary>The field of a JSON name, which is either of its two names.</summary>
    public static FieldDescriptor? FieldOf(MessageDescriptor type, string name) =>
        type.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name || field.Name == name);

    /// <summary>A name as it may be repeated to its sender: what does not look like a field's name could be anything.</summary>
    public static string Shown(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetter(name[0]) && name.All(each => char.IsAsciiLetterOrDigit(each) || each == '_') ? name : "?";

    public static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static (string, string) FaultOf(JsonNode value, FieldDescriptor field, string path, RestFaults into)
    {
        if (!field.IsRepeated || field.IsMap)
        {
            return FaultOfOne(value, field, path, into);
        }

        if (value is not JsonArray elements)
        {
            return (JsonCodes.MalformedValue, "Must be an array.");
        }

        // Whoever sends more than there may be is refused; what is beyond costs nothing.
        var most = MessagePlan.Of(field.ContainingType).Fields.FirstOrDefault(plan => plan.Name == field.Name)?.MaxItems ?? FieldPlan.DefaultMaxItems;
        if (elements.Count > most)
        {
            into.Add(path, ViolationCodes.TooMany, FormattableString.Invariant($"Must have at most {most} elements."));
            elements.RemoveRange(most, elements.Count - most);
        }

        for (var i = 0; i < elements.Count && !into.AreTooMany; i++)
        {
            var at = FormattableString.Invariant($"{path}[{i}]");
            if (FaultOfOne(elements[i], field, at, into) is (string code, string description))
            {
                into.Add(at, code, description);
                // Taken out it would shift the places of those after it.
                elements[i] = JsonValues.NothingOf(field);
            }
        }

        return default;
    }

    private static (string, string) FaultOfOne(JsonNode? value, FieldDescriptor field, string path, RestFaults into)
    {
        if (field.IsMap || !JsonValues.IsNested(field))
        {
            return JsonValues.IsGood(value, field) ? default : JsonValues.FaultOf(field);
        }

        if (value is not JsonObject nested)
        {
            return JsonValues.FaultOf(field);
        }

        Check(nested, field.MessageType, path, into);
        return default;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>Turns what an author wrote into JSON: variables put in, functions worked out.</summary>
internal static partial class ValueResolver
{
    /// <exception cref="ValueException">A value cannot be worked out; the node is named.</exception>
    public static JToken Resolve(YamlNode node, ValueScope scope) => node switch
    {
        YamlScalarNode scalar => OfScalar(scalar, scope),
        YamlSequenceNode list => new JArray(list.Children.Select(child => Resolve(child, scope))),
        YamlMappingNode map when ValueFunctions.Find(map) is { } call => call(scope),
        YamlMappingNode map => OfMap(map, scope),
        _ => throw new ValueException(node, "This is no value."),
    };

    public static string Text(string text, ValueScope scope) =>
        VariableReferences.Replace(text, name => AsText(scope.Get(name)));

    public static string AsText(JToken value) => value.Type switch
    {
        JTokenType.Null => "null",
        JTokenType.Boolean => value.Value<bool>() ? "true" : "false",
        JTokenType.String => value.Value<string>()!,
        _ => value.ToString(Newtonsoft.Json.Formatting.None),
    };

    private static JObject OfMap(YamlMappingNode map, ValueScope scope)
    {
        var json = new JObject();
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? throw new ValueException(key, "A key is a text.");
            json[name] = Resolve(value, scope);
        }

        return json;
    }

    private static JToken OfScalar(YamlScalarNode scalar, ValueScope scope)
    {
        var text = scalar.Value ?? "";
        return VariableReferences.Whole(text) is { } name ? scope.Get(name).DeepClone()
            : VariableReferences.In(text).Any() ? new JValue(Text(text, scope))
            : Typed(text, quoted: scalar.Style is not ScalarStyle.Plain);
    }

    // Narrower than YAML's core schema on purpose: 092 is a municipality and 140501E902 a code, neither is a number.
    private static JValue Typed(string text, bool quoted) => text switch
    {
        _ when quoted => new(text),
        "" or "null" or "~" => JValue.CreateNull(),
        "true" => new(true),
        "false" => new(false),
        _ when WholeNumber().IsMatch(text) => new(long.Parse(text, CultureInfo.InvariantCulture)),
        _ when Fraction().IsMatch(text) => new(double.Parse(text, CultureInfo.InvariantCulture)),
        _ => new(text),
    };

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]{0,17})\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();
}

/// <summary>A value that cannot be worked out.</summary>
internal sealed class ValueException(YamlNode node, string message) : Exception(message)
{
    public YamlNode Node => node;
}

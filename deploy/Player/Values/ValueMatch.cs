using System.Globalization;
using Newtonsoft.Json.Linq;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>Holds what a JSONPath selected against what the author expects.</summary>
internal static class ValueMatch
{
    private const string Count = "$count";
    private const string Present = "$present";
    private const string Nothing = "(nothing)";

    /// <summary>Why an expected value cannot be used; null when it can.</summary>
    public static string? FaultOf(YamlNode expected)
    {
        if (expected is not YamlMappingNode map || ValueFunctions.NameOf(map) is not { } name)
        {
            return null;
        }

        var argument = (map.Children[0].Value as YamlScalarNode)?.Value;
        return name switch
        {
            Count => int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"'{Count}': a number is expected.",
            Present => argument is "true" or "false" ? null : $"'{Present}': true or false is expected.",
            _ when ValueFunctions.Exists(name) => null,
            _ => $"'{name}' is no function. For expected values there are: {Count}, {Present}, {ValueFunctions.Names}.",
        };
    }

    /// <summary>Expected and actual, when they differ; null when they agree.</summary>
    public static (string Expected, string Actual)? Difference(YamlNode expected, IReadOnlyList<JToken> selected, ValueScope scope)
    {
        if (expected is YamlMappingNode map && ValueFunctions.NameOf(map) is Count or Present)
        {
            var argument = ((YamlScalarNode)map.Children[0].Value).Value!;
            return ValueFunctions.NameOf(map) == Count
                ? Differs(argument, selected.Count.ToString(CultureInfo.InvariantCulture), "values")
                : Differs(argument, selected.Count > 0 ? "true" : "false", "present");
        }

        var value = ValueResolver.Resolve(expected, scope);
        var actual = selected switch
        {
            [] => null,
            [var only] => only,
            // A path with a filter or wildcard selects several: they are compared as a list.
            _ => new JArray(selected),
        };
        return AreEqual(value, actual) ? null : (Show(value), Show(actual));
    }

    /// <summary>
    /// Type-aware: booleans, texts and lists must agree in type. A number agrees with a text that spells it, because protobuf's
    /// JSON mapping writes 64-bit integers as texts. Null agrees with what is not there. Of an object only the given keys count.
    /// </summary>
    public static bool AreEqual(JToken expected, JToken? actual) => (expected, actual) switch
    {
        (_, null) or (_, { Type: JTokenType.Null }) => expected.Type is JTokenType.Null,
        (JArray wanted, JArray found) => wanted.Count == found.Count && wanted.Zip(found).All(pair => AreEqual(pair.First, pair.Second)),
        (JObject wanted, JObject found) => wanted.Properties().All(p => AreEqual(p.Value, found[p.Name])),
        ({ Type: JTokenType.Integer or JTokenType.Float }, { Type: JTokenType.Integer or JTokenType.Float }) =>
            expected.Value<decimal>() == actual.Value<decimal>(),
        ({ Type: JTokenType.Integer }, { Type: JTokenType.String }) =>
            expected.ToString(Newtonsoft.Json.Formatting.None) == actual.Value<string>(),
        _ => JToken.DeepEquals(expected, actual),
    };

    private static (string, string)? Differs(string expected, string actual, string what) =>
        expected == actual ? null : ($"{what}: {expected}", $"{what}: {actual}");

    private static string Show(JToken? value) => value?.ToString(Newtonsoft.Json.Formatting.None) ?? Nothing;
}

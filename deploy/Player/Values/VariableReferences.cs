using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>Finds ${name} in what an author wrote.</summary>
internal static partial class VariableReferences
{
    public static IEnumerable<(YamlNode Node, string Name)> In(YamlNode node) =>
        node.AllNodes.OfType<YamlScalarNode>().SelectMany(scalar => In(scalar.Value ?? "").Select(name => ((YamlNode)scalar, name)));

    public static IEnumerable<string> In(string text) => Reference().Matches(text).Select(m => m.Groups["name"].Value);

    /// <summary>The name, when the text is one reference and nothing else: then the variable keeps its type.</summary>
    public static string? Whole(string text)
    {
        var match = Reference().Match(text);
        return match.Success && match.Length == text.Length ? match.Groups["name"].Value : null;
    }

    public static string Replace(string text, Func<string, string> valueOf) =>
        Reference().Replace(text, match => valueOf(match.Groups["name"].Value));

    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Mesh.EndToEnd.Tests;

/// <summary>
/// What the scenarios say about people: every identity code, and every text of a request that is not listed here as saying nothing of
/// anybody. A text that a scenario is given tomorrow is searched for without being added anywhere.
/// </summary>
internal static partial class ScenarioTexts
{
    // Codes, digests and names of things. A workplace that a municipality offers is public; by whom a client's work is provided is not.
    private static readonly HashSet<string> SayNothingOfAnybody = ["assurance", "pairwiseId", "language", "type", "formSha256", "workplace"];

    /// <summary>The texts of all files in a folder.</summary>
    public static IReadOnlyList<string> Personal(string folder) =>
        [.. Directory.GetFiles(folder, "*.yaml").SelectMany(file => OfFile(File.ReadAllText(file))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The texts of one file.</summary>
    public static IEnumerable<string> OfFile(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var codes = IdentityCode().Matches(yaml).Select(match => match.Value);
        return codes.Concat(stream.Documents.SelectMany(document => Requests(document.RootNode)).SelectMany(Texts));
    }

    /// <summary>Names of the participations of a directory, in every language.</summary>
    public static IEnumerable<string> OfParticipations(string directory) => JsonNode.Parse(File.ReadAllText(directory))!["participants"]!
        .AsArray().SelectMany(participant => participant!["name"]!.AsObject()).Select(name => (string)name.Value!);

    /// <summary>Of each message to a client, in every language, the longest part that is the same whoever sends it and whenever it is due.</summary>
    public static IEnumerable<string> OfMessages(string texts) => JsonNode.Parse(File.ReadAllText(texts))!
        .AsObject().SelectMany(kind => kind.Value!["text"]!.AsObject())
        .Select(text => Placeholder().Split((string)text.Value!).MaxBy(part => part.Length)!);

    private static IEnumerable<YamlNode> Requests(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(child => child.Key.ToString() is "request" or "requests" ? [child.Value] : Requests(child.Value)),
        YamlSequenceNode list => list.Children.SelectMany(Requests),
        _ => [],
    };

    private static IEnumerable<string> Texts(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.Where(child => !SayNothingOfAnybody.Contains(child.Key.ToString())).SelectMany(child => Texts(child.Value)),
        YamlSequenceNode list => list.Children.SelectMany(Texts),
        YamlScalarNode { Value: not ("true" or "false") and { } text } when Words().IsMatch(text) && !text.StartsWith("${", StringComparison.Ordinal) => [text],
        _ => [],
    };

    [GeneratedRegex(@"\b[0-9]{6}[-+A-FU-Y]9[0-9]{2}[0-9A-Y]\b")]
    private static partial Regex IdentityCode();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();

    // Enum values, ids, dates, instants and participations have neither.
    [GeneratedRegex(@" |\p{Ll}")]
    private static partial Regex Words();
}

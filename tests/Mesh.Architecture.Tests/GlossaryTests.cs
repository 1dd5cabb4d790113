using System.Text.RegularExpressions;

namespace Mesh.Architecture.Tests;

/// <summary>The glossary leads from a term to the code; after a renaming it would lead nowhere.</summary>
public sealed partial class GlossaryTests
{
    private static readonly Lazy<HashSet<string>> WordsOfTheCode = new(() =>
        [.. Sources().SelectMany(f => Word().Matches(f.Text)).Select(m => m.Value)]);

    private static readonly Lazy<string> Paths = new(() =>
        string.Join('\n', [.. Sources().Select(f => $"/{f.Path}"), .. Repository.Projects.Select(p => $"/{p.Path}")]));

    [Fact]
    public void Glossary_WhenItNamesCode_NamesWhatIsThere() => Convention.Holds(Names(Repository.File("docs/glossary.md").Text), Gone);

    [Fact]
    public void Glossary_WhenItNamesWhatIsGone_IsFound() =>
        Assert.Single(Names("| a `b` | c | d | `NoSuchNameAnywhere`, `notices/v1` |".Replace("Such", "Longer", StringComparison.Ordinal)).SelectMany(Gone));

    private static IEnumerable<SourceFile> Sources() => [.. Repository.CSharp, .. Repository.Protos];

    // In backticks, in the last column.
    private static List<string> Names(string glossary) => glossary.Split('\n')
        .Where(l => l.StartsWith('|'))
        .SelectMany(l => Quoted().Matches(l.Split('|')[^2]))
        .Select(m => m.Groups[1].Value)
        .Distinct()
        .ToList();

    private static IEnumerable<string> Gone(string name) =>
        WordsOfTheCode.Value.Contains(name) || Paths.Value.Contains($"/{name}/", StringComparison.Ordinal) ? [] : [name];

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}

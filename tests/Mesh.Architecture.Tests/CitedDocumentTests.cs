using System.Text.RegularExpressions;

namespace Mesh.Architecture.Tests;

/// <summary>Where code names a document as its reason, the document is there.</summary>
public sealed partial class CitedDocumentTests
{
    [Fact]
    public void Documents_WhenCitedInCode_AreThere() => Convention.Holds([.. Repository.CSharp, .. Repository.Protos], Missing);

    [Theory]
    [InlineData("docs/adr/9999", 1)]
    [InlineData("docs/nowhere.md", 1)]
    [InlineData("docs/bus.md", 0)]
    [InlineData("docs/adr/0003", 0)]
    public void Documents_WhenOneIsNotThere_AreFound(string cited, int found) => Assert.Equal(found, Missing(new("a/B.cs", $"// {cited} says why.")).Count());

    private static IEnumerable<string> Missing(SourceFile file) =>
        file.Path.EndsWith($"/{nameof(CitedDocumentTests)}.cs", StringComparison.Ordinal)
            ? []
            : Cited().Matches(file.Text).Select(match => match.Value).Where(path => !IsThere(path)).Select(path => $"{file.Path} {path}");

    // A decision is cited by its number alone.
    private static bool IsThere(string path) => path.EndsWith(".md", StringComparison.Ordinal)
        ? Repository.HasText(path)
        : Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "adr"), Path.GetFileName(path) + "-*.md").Any();

    [GeneratedRegex(@"\bdocs/(adr/[0-9]{4}\b(?!-)|[a-z/-]+[a-z0-9-]*\.md\b|adr/[0-9]{4}-[a-z0-9-]+\.md\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Cited();
}

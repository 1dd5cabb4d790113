using System.Text.RegularExpressions;

namespace Mesh.Architecture.Tests;

/// <summary>Where a document says that a test shows something, there is that test.</summary>
public sealed partial class NamedTestTests
{
    private static readonly Lazy<HashSet<string>> Tests = new(() =>
    [
        .. from file in Repository.CSharp
           where file.Path.EndsWith("Tests.cs", StringComparison.Ordinal)
           from method in Method().Matches(file.Text)
           select $"{Path.GetFileNameWithoutExtension(file.Path)}.{method.Groups[1].Value}",
    ]);

    [Fact]
    public void Tests_WhenNamedInTheDisclosurePage_AreThere() => Convention.Holds(Named(Repository.File("docs/disclosure.md").Text), Missing);

    [Fact]
    public void Tests_WhenOneIsNotThere_AreFound() =>
        Assert.Equal(["NamedTestTests.Tests_WhenNowhere_AreFound"], Named("`NamedTestTests.Tests_WhenNowhere_AreFound`").SelectMany(Missing));

    private static List<string> Named(string document) => [.. Name().Matches(document).Select(match => match.Groups[1].Value).Distinct()];

    private static IEnumerable<string> Missing(string name) => Tests.Value.Contains(name) ? [] : [name];

    [GeneratedRegex(@"`(\w+Tests\.\w+_When\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"public (?:async )?(?:void|Task) (\w+_When\w+)\(")]
    private static partial Regex Method();
}

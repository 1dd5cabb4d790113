using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mesh.Architecture.Tests;

/// <summary>A test's name is a sentence about behaviour: Act_WhenCondition_Outcome, so that a failing list reads as what broke.</summary>
public sealed partial class TestNameTests
{
    [Fact]
    public void Tests_WhenTheirNamesAreRead_SayActConditionAndOutcome()
    {
        var files = Repository.CSharp.Where(f => f.Path.StartsWith("tests/", StringComparison.Ordinal)).ToList();
        Convention.Holds(files.SelectMany(Tests).ToList(), Misnamed);
    }

    [Theory]
    [InlineData("Parses")]
    [InlineData("Parse_Works")]
    [InlineData("Parse_IfEmpty_Refuses")]
    [InlineData("Parse_When_Refuses")]
    [InlineData("Parse_WhenEmpty_Refuses_Always")]
    [InlineData("parse_WhenEmpty_Refuses")]
    public void Tests_WhenOneIsMisnamed_AreFound(string name) => Assert.Single(Misnamed(Planted(name, "Theory")));

    [Theory]
    [InlineData("Parse_WhenEmpty_Refuses")]
    [InlineData("F02_When180DaysArePaid_Answers")]
    [InlineData("Laske_WhenPäiväOn29_2Ei")]
    public void Tests_WhenNamedRight_Pass(string name) => Assert.Empty(Misnamed(Planted(name, "Fact(DisplayName = \"a\")")));

    private static (SourceFile File, MethodDeclarationSyntax Method) Planted(string name, string attribute) =>
        Tests(new("tests/A.cs", $"class A {{ [{attribute}] public void {name}() {{ }} private void Ordinary() {{ }} }}")).Single();

    private static IEnumerable<(SourceFile File, MethodDeclarationSyntax Method)> Tests(SourceFile file) =>
        from method in file.All<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() is "Fact" or "Theory")
        select (file, method);

    private static IEnumerable<string> Misnamed((SourceFile File, MethodDeclarationSyntax Method) test) =>
        Sentence().IsMatch(test.Method.Identifier.Text) ? [] : [$"{test.File.At(test.Method)} {test.Method.Identifier.Text}"];

    [GeneratedRegex(@"^\p{Lu}[\p{L}0-9]*_When[\p{Lu}0-9][\p{L}0-9]*_[\p{Lu}0-9][\p{L}0-9]*$")]
    private static partial Regex Sentence();
}

using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mesh.Architecture.Tests;

/// <summary>A warning is mended and a test is run. Neither is switched off, because nobody comes back to switch it on.</summary>
public sealed class SwitchedOffTests
{
    private static readonly string[] QuietingElements = ["NoWarn", "WarningsNotAsErrors", "MSBuildWarningsAsMessages"];

    // Advisories about packages come with time, not with a change: they are said at every build, and stop none, their mend's least of all.
    private static readonly string[] Advisories = ["$(WarningsNotAsErrors)", "NU1901", "NU1902", "NU1903", "NU1904"];

    [Fact]
    public void Sources_WhenRead_SwitchOffNoWarningAndNoTest() => Convention.Holds(Repository.CSharp, InSource);

    [Fact]
    public void BuildFiles_WhenRead_SwitchOffNoWarning() =>
        Convention.Holds([.. Repository.BuildSettings, .. Repository.Projects.Select(p => new SourceFile(p.Path, p.Text))], InBuildFile);

    [Theory]
    [InlineData("#pragma warning disable CS1591\nclass A;")]
    [InlineData("#nullable disable\nclass A;")]
    [InlineData("class A { [Fact(Skip = \"later\")] public void B() { } }")]
    [InlineData("class A { [Theory(DisplayName = \"b\", SkipWhen = nameof(C))] public void B() { } }")]
    [InlineData("class A { [Fact(Explicit = true)] public void B() { } }")]
    [InlineData("class A { void B() { Assert.Skip(\"later\"); } }")]
    [InlineData("class A { void B() { Assert.SkipUnless(true, \"later\"); } }")]
    public void Sources_WhenOneSwitchesOff_AreFound(string text) => Assert.Single(InSource(new("a/B.cs", text)));

    [Fact]
    public void Sources_WhenTextOnlyMentionsASwitch_Pass() =>
        Assert.Empty(InSource(new("a/B.cs", "// Skip = \"later\"\nclass A { string B = \"#pragma warning disable\"; object C = list.Skip(1); }")));

    [Theory]
    [InlineData("<Project><PropertyGroup><NoWarn>CS1591</NoWarn></PropertyGroup></Project>")]
    [InlineData("<Project><ItemGroup><PackageReference Include=\"A\" NoWarn=\"NU1603\" /></ItemGroup></Project>")]
    [InlineData("<Project><PropertyGroup><NoWarn>NU1903</NoWarn></PropertyGroup></Project>")]
    [InlineData("<Project><PropertyGroup><WarningsNotAsErrors>NU1903;CS1591</WarningsNotAsErrors></PropertyGroup></Project>")]
    [InlineData("<Project><PropertyGroup><TreatWarningsAsErrors>false</TreatWarningsAsErrors></PropertyGroup></Project>")]
    public void BuildFiles_WhenOneSwitchesOff_AreFound(string text) => Assert.Single(InBuildFile(new("A.csproj", text)));

    [Fact]
    public void BuildFiles_WhenAdvisoriesOnlyWarn_Pass() => Assert.Empty(InBuildFile(new(
        "A.csproj", "<Project><PropertyGroup><WarningsNotAsErrors>$(WarningsNotAsErrors);NU1901;NU1902;NU1903;NU1904</WarningsNotAsErrors></PropertyGroup></Project>")));

    private static IEnumerable<string> InSource(SourceFile file)
    {
        var directives = file.Syntax.DescendantTrivia()
            .Where(t => t.GetStructure() is PragmaWarningDirectiveTriviaSyntax { DisableOrRestoreKeyword.RawKind: (int)SyntaxKind.DisableKeyword }
                or NullableDirectiveTriviaSyntax { SettingToken.RawKind: (int)SyntaxKind.DisableKeyword })
            .Select(t => $"{file.At(t.Token)} {t}");
        var attributes = file.All<AttributeArgumentSyntax>()
            .Where(a => a.NameEquals?.Name.Identifier.Text is "Skip" or "SkipWhen" or "SkipUnless" or "Explicit")
            .Select(a => $"{file.At(a)} {a}");
        var calls = file.All<MemberAccessExpressionSyntax>()
            .Where(m => m.Expression.ToString() == "Assert" && m.Name.Identifier.Text.StartsWith("Skip", StringComparison.Ordinal))
            .Select(m => $"{file.At(m)} {m}");
        return [.. directives, .. attributes, .. calls];
    }

    private static IEnumerable<string> InBuildFile(SourceFile file)
    {
        var elements = System.Xml.Linq.XDocument.Parse(file.Text).Descendants().ToList();
        return
        [
            .. elements.Where(e => QuietingElements.Contains(e.Name.LocalName) && !IsOfAdvisories(e)).Select(e => $"{file.Path} {e.Name.LocalName}"),
            .. elements.SelectMany(e => e.Attributes()).Where(a => QuietingElements.Contains(a.Name.LocalName)).Select(a => $"{file.Path} {a.Name.LocalName}"),
            .. elements.Where(e => e.Name.LocalName == "TreatWarningsAsErrors" && e.Value != "true").Select(e => $"{file.Path} {e.Name.LocalName}"),
        ];
    }

    private static bool IsOfAdvisories(System.Xml.Linq.XElement element) =>
        element.Name.LocalName == "WarningsNotAsErrors" && element.Value.Split(';').All(Advisories.Contains);
}

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mesh.Architecture.Tests;

/// <summary>A thing is named by its job: words that say nothing about it are not used for types, files or folders.</summary>
public sealed partial class NameTests
{
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Core", "Shared", "Misc", "Base", "Impl", "Dto", "Dtos",
    };

    [Fact]
    public void Types_WhenTheSourcesAreRead_HaveNoEmptyWordInTheirNames() => Convention.Holds(Repository.CSharp, TypeNames);

    [Fact]
    public void Contracts_WhenTheProtosAreRead_HaveNoEmptyWordInTheirNames() => Convention.Holds(Repository.Protos, ContractNames);

    [Fact]
    public void Paths_WhenTheTreeIsWalked_HaveNoEmptyWordInThem() =>
        Convention.Holds([.. Repository.CSharp, .. Repository.Protos, .. Repository.Projects.Select(p => new SourceFile(p.Path, p.Text))], PathNames);

    [Theory]
    [InlineData("class CaseManager;")]
    [InlineData("class Outer { record struct PlanDto; }")]
    [InlineData("delegate void HelperFound();")]
    [InlineData("enum IOUtils { None }")]
    public void Types_WhenOneHasAnEmptyWord_AreFound(string text) => Assert.Single(TypeNames(new("a/B.cs", text)));

    [Theory]
    [InlineData("class Database;")]
    [InlineData("class Base64Text;")]
    [InlineData("class Score;")]
    [InlineData("class Commonplace;")]
    public void Types_WhenAWordOnlyContainsAnEmptyOne_Pass(string text) => Assert.Empty(TypeNames(new("a/B.cs", text)));

    [Theory]
    [InlineData("services/Kela/Common/Days.cs")]
    [InlineData("services/Kela/Benefits/DaysHelper.cs")]
    [InlineData("protos/mesh/shared/v1/days.proto")]
    [InlineData("protos/mesh/days/v1/days_base.proto")]
    public void Paths_WhenOneHasAnEmptyWord_AreFound(string path) => Assert.Single(PathNames(new(path, "")));

    [Fact]
    public void Contracts_WhenOneHasAnEmptyWord_AreFound() =>
        Assert.Single(ContractNames(new("a.proto", "message Plan {}\n  message PlanDto {\n}")));

    private static IEnumerable<string> TypeNames(SourceFile file) =>
        from type in file.All<MemberDeclarationSyntax>()
        let name = type switch
        {
            BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
            DelegateDeclarationSyntax declared => declared.Identifier.Text,
            _ => null,
        }
        where name is not null && HasEmptyWord(name)
        select $"{file.At(type)} {name}";

    private static IEnumerable<string> ContractNames(SourceFile file) => ProtoType().Matches(file.Text)
        .Select(m => m.Groups[1].Value)
        .Where(HasEmptyWord)
        .Select(name => $"{file.Path} {name}");

    private static IEnumerable<string> PathNames(SourceFile file) => HasEmptyWord(file.Path) ? [file.Path] : [];

    private static bool HasEmptyWord(string name) => Word().Matches(name).Any(m => Empty.Contains(m.Value));

    // PascalCase words; digits belong to the word before them, so Base64 is a word of its own and not an empty one.
    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})[0-9]*|\p{Lu}?\p{Ll}+[0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*(?:message|enum|service)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex ProtoType();
}

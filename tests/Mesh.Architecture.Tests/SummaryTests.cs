using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mesh.Architecture.Tests;

/// <summary>
/// What a building block offers is read by those who use it, not only by those who wrote it: every public type says in a
/// summary what it is. The compiler's own check (CS1591) asks the same of every member, where most would repeat their name.
/// </summary>
public sealed class SummaryTests
{
    private static readonly IReadOnlyList<SourceFile> BuildingBlocks =
        Repository.CSharp.Where(f => f.Path.StartsWith("services/BuildingBlocks/", StringComparison.Ordinal)).ToList();

    [Fact]
    public void PublicTypes_WhenOfABuildingBlock_HaveASummary() =>
        Convention.Holds(BuildingBlocks.GroupBy(f => f.Path.Split('/')[2]).ToList(), block => WithoutSummary([.. block]));

    [Theory]
    [InlineData("public class A;")]
    [InlineData("/// <summary> </summary>\npublic record A;")]
    [InlineData("/// <remarks>B</remarks>\npublic enum A { B }")]
    [InlineData("// Not documentation.\npublic delegate void A();")]
    [InlineData("/// <summary>A.</summary>\npublic class A { public struct B; }")]
    public void PublicTypes_WhenOneHasNoSummary_AreFound(string text) => Assert.Single(WithoutSummary([new("a/B.cs", text)]));

    [Theory]
    [InlineData("class A;")]
    [InlineData("class A { public class B; }")]
    [InlineData("/// <summary>A.</summary>\npublic class A;")]
    [InlineData("/// <inheritdoc/>\npublic class A;")]
    [InlineData("/// <summary>A.</summary>\npublic partial class A;\npublic partial class A;")]
    public void PublicTypes_WhenNoneIsUnexplained_Pass(string text) => Assert.Empty(WithoutSummary([new("a/B.cs", text)]));

    // Parts of a partial type share one summary, hence a block's files together.
    private static IEnumerable<string> WithoutSummary(IReadOnlyList<SourceFile> files) =>
        from file in files
        from type in file.All<MemberDeclarationSyntax>()
        where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && IsPublic(type)
        group (Place: $"{file.At(type)} {QualifiedName(type)}", Explained: HasSummary(type)) by QualifiedName(type) into parts
        where !parts.Any(p => p.Explained)
        select parts.First().Place;

    private static bool IsPublic(MemberDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.PublicKeyword) && (type.Parent is not TypeDeclarationSyntax outer || IsPublic(outer));

    private static bool HasSummary(MemberDeclarationSyntax type) => type.GetLeadingTrivia()
        .Select(t => t.GetStructure())
        .OfType<DocumentationCommentTriviaSyntax>()
        .SelectMany(d => d.Content)
        .Any(c => c switch
        {
            XmlElementSyntax { StartTag.Name.LocalName.Text: "summary" } summary =>
                summary.Content.ToString().Any(char.IsLetter),
            XmlEmptyElementSyntax { Name.LocalName.Text: "inheritdoc" } => true,
            _ => false,
        });

    private static string QualifiedName(SyntaxNode type) => string.Join('.', type.AncestorsAndSelf().Reverse().Select(n => n switch
    {
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        TypeDeclarationSyntax declared => $"{declared.Identifier.Text}{declared.TypeParameterList}",
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => $"{declared.Identifier.Text}{declared.TypeParameterList}",
        _ => null,
    }).Where(n => n is not null));
}

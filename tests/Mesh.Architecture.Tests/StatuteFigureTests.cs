using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mesh.Architecture.Tests;

/// <summary>No figure of law stands in the code without the place in the statute book beside it.</summary>
public sealed class StatuteFigureTests
{
    private static readonly string[] FigureTypes = ["DatedFigure", "DatedValue", "ProfiledThreshold"];

    [Fact]
    public void Figures_WhenTheLibraryIsRead_AreCitedWhereTheyStand() => Convention.Holds(Figures(StatuteSources.InTree), f => Uncited(StatuteSources.InTree, f));

    [Theory]
    [InlineData("static class A { public static readonly DatedFigure<int> Days = new(\"Days\", \"days\", From(2023, 180)); }")]
    [InlineData("static class A { static DatedValue<int> Days { get; } = Make(180); }")]
    [InlineData("static class A { static readonly DatedFigure<int> Days = new(\"Days\", \"days\", new DatedValue<int>(From, 180, (Citation)null!, Checked)); }")]
    [InlineData("static class A { static readonly ProfiledThreshold Days = ProfiledThreshold.From(Day, \"Days\", \"days\", default, (Citation)default); }")]
    public void Figures_WhenOneIsUncited_AreFound(string text) => Assert.Single(Found(text));

    [Theory]
    [InlineData("static class A { static readonly DatedFigure<int> Days = new(\"Days\", \"days\", new DatedValue<int>(From, 180, new Citation(\"189/2001\", \"§ 3\"), Checked)); }")]
    [InlineData("static class A { static readonly Citation Section = Read(); static readonly DatedFigure<int> Days = Make(180, Section); }")]
    [InlineData("static class A { static Citation Slide(string s) => Read(s); static readonly DatedFigure<int> Days = Make(180, Slide(\"1/5\")); }")]
    public void Figures_WhenCited_Pass(string text) => Assert.Empty(Found(text));

    private static List<string> Found(string text)
    {
        var library = StatuteSources.Planted(text);
        return Figures(library).SelectMany(f => Uncited(library, f)).ToList();
    }

    // Declared with a value: what only passes a figure on declares none.
    private static List<(SourceFile File, EqualsValueClauseSyntax Value)> Figures(StatuteSources library) =>
    [
        .. from file in library.Files
           from value in file.All<EqualsValueClauseSyntax>()
           let type = value.Parent switch
           {
               PropertyDeclarationSyntax property => property.Type,
               VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: FieldDeclarationSyntax } declaration } => declaration.Type,
               _ => null,
           }
           where type is not null && type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => FigureTypes.Contains(n.Identifier.Text))
           select (file, value),
    ];

    private static IEnumerable<string> Uncited(StatuteSources library, (SourceFile File, EqualsValueClauseSyntax Value) figure)
    {
        var place = $"{figure.File.At(figure.Value)} {figure.Value.Parent}";
        if (!library.Cites(figure.Value))
        {
            return [$"{place}: no citation"];
        }

        return figure.Value.DescendantNodes().Any(n => n.IsKind(SyntaxKind.SuppressNullableWarningExpression) || n.IsKind(SyntaxKind.DefaultLiteralExpression))
            ? [$"{place}: an empty value in place of one"]
            : [];
    }
}

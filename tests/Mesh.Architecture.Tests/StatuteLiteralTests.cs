using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mesh.Architecture.Tests;

/// <summary>
/// A number in a rule is a figure of law, and figures are dated and cited where they are declared: the body of a rule has
/// no number but 0 and 1. The arithmetic of the calendar (folder Time: Easter, months of a year) is no law's figure.
/// </summary>
public sealed class StatuteLiteralTests
{
    [Fact]
    public void Numbers_WhenTheLibraryIsRead_StandBesideACitation() =>
        Convention.Holds(Numbers(StatuteSources.InTree), n => Uncited(StatuteSources.InTree, n));

    [Theory]
    [InlineData("static class A { static bool IsMet(int days) => days > 180; }")]
    [InlineData("static class A { static bool IsMet(int days) { const int Needed = 500; return days >= Needed; } }")]
    [InlineData("static class A { const int Needed = 180; }")]
    [InlineData("static class A { static decimal Of(decimal pay) => pay * 0.7m; }")]
    [InlineData("static class A { static DateOnly Due(DateOnly reviewed, int months = 3) => reviewed.AddMonths(months); }")]
    [InlineData("static class A { static readonly DateOnly Since = new(1, 1, 2023); }")]
    [InlineData("static class A { static DatedFigure<int> Days => new(180, new Citation(\"189/2001\", \"§ 3\")); }")]
    [InlineData("static class A { static readonly Rule B = new(new Citation(\"189/2001\", \"§ 3\"), days => days > 180); }")]
    public void Numbers_WhenOneIsUncited_AreFound(string text) => Assert.Single(Found(StatuteSources.Planted(text)));

    [Theory]
    [InlineData("static class A { static readonly DatedFigure<int> Days = new(180, new Citation(\"189/2001\", \"§ 3\")); }")]
    [InlineData("static class A { static int Next(int n) => n <= 0 ? -1 : n - 1; }")]
    [InlineData("enum A { Kela = 3 }")]
    [InlineData("static class A { static readonly DateOnly CheckedOn = new(2026, 11, 22); }")]
    public void Numbers_WhenNoneIsAnUncitedFigure_Pass(string text) => Assert.Empty(Found(StatuteSources.Planted(text)));

    [Fact]
    public void Numbers_WhenInTheArithmeticOfTheCalendar_Pass() => Assert.Empty(Found(StatuteSources.Planted(
        "static class A { static int Golden(int year) => year % 19; }", "services/BuildingBlocks/Mesh.Statutes/Time/Planted.cs")));

    private static List<string> Found(StatuteSources library) => Numbers(library).SelectMany(n => Uncited(library, n)).ToList();

    private static List<(SourceFile File, LiteralExpressionSyntax Number)> Numbers(StatuteSources library) =>
    [
        .. from file in library.Files
           from number in file.All<LiteralExpressionSyntax>()
           where number.IsKind(SyntaxKind.NumericLiteralExpression) && number.Token.ValueText is not ("0" or "1")
           select (file, number),
    ];

    private static IEnumerable<string> Uncited(StatuteSources library, (SourceFile File, LiteralExpressionSyntax Number) found)
    {
        var (file, number) = found;
        var value = StatuteSources.DeclaredValue(number);
        var allowed = file.Path.Contains("/Mesh.Statutes/Time/", StringComparison.Ordinal)
            || number.Ancestors().Any(a => a is EnumMemberDeclarationSyntax or AttributeSyntax)
            || (value is not null && (library.Cites(value) || value.Parent is VariableDeclaratorSyntax { Identifier.Text: "CheckedOn" }));
        return allowed ? [] : [$"{file.At(number)} {number} in: {number.Parent}"];
    }
}

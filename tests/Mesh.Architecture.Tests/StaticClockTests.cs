using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mesh.Architecture.Tests;

/// <summary>
/// Time is an argument: MeshClock for law and business, TimeProvider for the machine. The compiler refuses the banned
/// members (BannedSymbols.txt); this also holds the list itself, and finds the machine's clock taken where it should have been given.
/// </summary>
public sealed class StaticClockTests
{
    private static readonly string[] BannedClocks =
    [
        "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTime.Today", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow",
    ];

    [Fact]
    public void Sources_WhenRead_TakeNoStaticClock() => Convention.Holds(Repository.CSharp, StaticClocks);

    [Fact]
    public void BannedSymbols_WhenRead_NameEveryStaticClock()
    {
        var banned = Repository.File("BannedSymbols.txt").Text;
        Convention.Holds(BannedClocks, clock => banned.Contains($"{clock};", StringComparison.Ordinal) ? [] : [clock]);
    }

    [Theory]
    [InlineData("services/Kela/A.cs", "class A { object B = DateTime.UtcNow; }")]
    [InlineData("tests/A.cs", "class A { object B() => System.DateTimeOffset.Now; }")]
    [InlineData("services/Kela/Benefits/A.cs", "class A { object B = TimeProvider.System; }")]
    [InlineData("services/BuildingBlocks/Mesh.Identity/A.cs", "class A(TimeProvider? time = null) { object B = time ?? TimeProvider.System; }")]
    public void Sources_WhenOneTakesAStaticClock_AreFound(string path, string text) => Assert.Single(StaticClocks(new(path, text)));

    [Theory]
    [InlineData("services/Kela/Program.cs", "Run(TimeProvider.System);")]
    [InlineData("services/Kela/Benefits/A.cs", "class A(MeshClock clock) { object B => clock.Now; DateTimeOffset C = DateTimeOffset.MaxValue; }")]
    public void Sources_WhenTimeIsGiven_Pass(string path, string text) => Assert.Empty(StaticClocks(new(path, text)));

    private static IEnumerable<string> StaticClocks(SourceFile file) =>
        from access in file.All<MemberAccessExpressionSyntax>()
        let type = access.Expression.ToString().Split('.')[^1]
        where (type is "DateTime" or "DateTimeOffset" && access.Name.Identifier.Text is "Now" or "UtcNow" or "Today")
            || (type == "TimeProvider" && access.Name.Identifier.Text == "System" && !ComposesAProcess(file.Path))
        select $"{file.At(access)} {access}";

    // Somebody has to bring the machine's clock in: where a process is put together, and in tests of such places.
    private static bool ComposesAProcess(string path) =>
        path.EndsWith("/Program.cs", StringComparison.Ordinal)
        || path.EndsWith("/ServiceProcess.cs", StringComparison.Ordinal)
        || path.StartsWith("services/BuildingBlocks/Mesh.Hosting/", StringComparison.Ordinal)
        || path.StartsWith("deploy/", StringComparison.Ordinal)
        || path.StartsWith("tests/", StringComparison.Ordinal);
}

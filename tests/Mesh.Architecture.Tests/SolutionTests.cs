namespace Mesh.Architecture.Tests;

/// <summary>The solution is the table of contents: every project, in its folder, the folders in the order they are read.</summary>
public sealed class SolutionTests
{
    private static readonly string[] ReadingOrder = ["protos", "services", "gateway", "tests", "deploy"];

    private static readonly SolutionFile Solution = new(Repository.File("Tyollisyys.Mesh.sln").Text);

    [Fact]
    public void Solution_WhenComparedWithTheTree_HoldsEveryProject() =>
        Convention.Holds(Repository.Projects.Select(p => p.Path).ToList(), path => Missing(Solution, path));

    [Fact]
    public void Solution_WhenComparedWithTheTree_NamesNoOtherProject()
    {
        var there = Repository.Projects.Select(p => p.Path).ToHashSet();
        Convention.Holds(Solution.Projects, p => there.Contains(p.Path) ? [] : [p.Path]);
    }

    [Fact]
    public void Solution_WhenRead_ShowsEachProjectWhereItLies() => Convention.Holds(Solution.Projects, Misplaced);

    [Fact]
    public void Solution_WhenRead_HasItsFoldersInReadingOrder()
    {
        Assert.NotEmpty(Solution.TopFolders);
        Assert.Equal(ReadingOrder.Where(Solution.TopFolders.Contains), Solution.TopFolders);
    }

    [Fact]
    public void Solution_WhenAProjectIsMissing_IsFound() => Assert.Single(Missing(Solution, "services/Nowhere/A.csproj"));

    [Theory]
    [InlineData("services/Kela/Mesh.Kela.csproj", "")]
    [InlineData("services/Kela/Mesh.Kela.csproj", "tests/")]
    [InlineData("services/BuildingBlocks/Mesh.Identity/Mesh.Identity.csproj", "services/")]
    public void Solution_WhenAProjectIsShownElsewhere_IsFound(string path, string folder) => Assert.Single(Misplaced((path, folder)));

    [Theory]
    [InlineData("services/Kela/Mesh.Kela.csproj", "services/")]
    [InlineData("services/Kela/Mesh.Kela.csproj", "services/Kela/")]
    [InlineData("gateway/Mesh.Gateway.csproj", "gateway/")]
    public void Solution_WhenAProjectIsShownWhereItLies_Passes(string path, string folder) => Assert.Empty(Misplaced((path, folder)));

    private static IEnumerable<string> Missing(SolutionFile solution, string path) =>
        solution.Projects.Any(p => p.Path == path) ? [] : [path];

    // In the folders it lies in; its own folder may be left out, as `dotnet sln add` does when it is named like the project.
    private static IEnumerable<string> Misplaced((string Path, string Folder) project)
    {
        var folders = project.Path.Split('/')[..^1];
        var own = string.Concat(folders.Select(f => $"{f}/"));
        var around = string.Concat(folders[..Math.Max(1, folders.Length - 1)].Select(f => $"{f}/"));
        return project.Folder == own || project.Folder == around ? [] : [$"{project.Path} is shown in '{project.Folder}', not in '{around}'"];
    }
}

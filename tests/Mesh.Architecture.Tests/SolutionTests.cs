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

    private static IEnumerable<string> Missing(SolutionFile solution, string path) =>
        solution.Projects.Any(p => p.Path == path) ? [] : [path];

    // The folder of a project in the tree, less its own: services/Kela/Mesh.Kela.csproj is shown in services/.
    private static IEnumerable<string> Misplaced((string Path, string Folder) project)
    {
        var parts = project.Path.Split('/');
        var expected = string.Concat(parts[..Math.Max(1, parts.Length - 2)].Select(p => $"{p}/"));
        return project.Folder == expected ? [] : [$"{project.Path} is shown in '{project.Folder}', not in '{expected}'"];
    }
}

namespace Mesh.Architecture.Tests;

/// <summary>Whoever opens the folder of a building block or a service reads first what belongs there.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Folders_WhenOfABuildingBlockOrService_HaveAReadme()
    {
        var folders = Repository.FoldersIn("services").Where(f => f != "services/BuildingBlocks")
            .Concat(Repository.FoldersIn("services/BuildingBlocks"))
            .ToList();
        Convention.Holds(folders, WithoutReadme);
    }

    [Fact]
    public void Folders_WhenOneHasNoReadme_AreFound() => Assert.Single(WithoutReadme("services/Nowhere"));

    private static IEnumerable<string> WithoutReadme(string folder) => Repository.HasText($"{folder}/README.md") ? [] : [folder];
}

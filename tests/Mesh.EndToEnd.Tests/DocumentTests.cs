using Mesh.Local;
using Mesh.TestKit;

namespace Mesh.EndToEnd.Tests;

/// <summary>What stands in <c>docs</c> is what the hosts serve: <c>dotnet run --project deploy/Local -- document</c> writes it anew.</summary>
[Collection(PlayedMesh.Collection)]
public sealed class DocumentTests(PlayedMesh played)
{
    [Fact]
    public async Task Documents_WhenMadeFromTheRunningHosts_AreThoseOfTheRepository()
    {
        var documents = await Documents.OfAsync((await played.ServedAsync()).Mesh, TestContext.Current.CancellationToken);
        var folder = Path.Combine(SourceTree.Root, Documents.Folder);

        var stale = documents.Where(document => !File.Exists(Path.Combine(folder, document.Key))
            || File.ReadAllText(Path.Combine(folder, document.Key)) != document.Value).Select(document => document.Key).ToList();
        Assert.Empty(stale);
        Assert.Equal(
            documents.Keys.Where(name => name.StartsWith("openapi/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(folder, "openapi"), "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}

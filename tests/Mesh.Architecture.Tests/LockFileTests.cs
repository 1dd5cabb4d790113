namespace Mesh.Architecture.Tests;

/// <summary>Every project restores the same packages everywhere: its lock file is written and committed.</summary>
public sealed class LockFileTests
{
    [Fact]
    public void Projects_WhenRestored_HaveALockFile() => Convention.Holds(Repository.Projects, WithoutLock);

    [Fact]
    public void Projects_WhenOneHasNoLockFile_AreFound() => Assert.Single(WithoutLock(new("services/Nowhere/A.csproj", "<Project />")));

    private static IEnumerable<string> WithoutLock(ProjectFile project)
    {
        var path = $"{project.Folder}/packages.lock.json";
        return Repository.HasText(path) ? [] : [path];
    }
}

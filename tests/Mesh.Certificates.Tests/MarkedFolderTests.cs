namespace Mesh.Certificates.Tests;

public sealed class MarkedFolderTests : IDisposable
{
    private const string Kind = "paper mesh";
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-marked-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_WhenTheFolderIsNewOrEmpty_MarksItAndOpensItAgain(bool isNew)
    {
        var path = isNew ? Path.Combine(_folder, "new", "below") : _folder;

        Assert.Equal(Path.GetFullPath(path), MarkedFolder.Open(path, Kind, isReset: false));
        File.WriteAllText(Path.Combine(path, "data"), "kept");
        MarkedFolder.Open(path, Kind, isReset: false);

        Assert.Equal(["data", "this-is-a-paper-mesh"], Names(path));
    }

    [Fact]
    public void Open_WhenAMarkedFolderIsReset_EmptiesIt()
    {
        MarkedFolder.Open(_folder, Kind, isReset: false);
        File.WriteAllText(Path.Combine(_folder, "data"), "gone");

        MarkedFolder.Open(_folder, Kind, isReset: true);

        Assert.Equal(["this-is-a-paper-mesh"], Names(_folder));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_WhenTheFolderHoldsSomethingElse_MarksNothingHoweverOftenAsked(bool isReset)
    {
        File.WriteAllText(Path.Combine(_folder, "this-is-a-native-mesh"), "another launcher's");

        Assert.Throws<FolderNotOursException>(() => MarkedFolder.Open(_folder, Kind, isReset));
        Assert.Throws<FolderNotOursException>(() => MarkedFolder.Open(_folder, Kind, isReset: true));

        Assert.Equal(["this-is-a-native-mesh"], Names(_folder));
    }

    [Fact]
    public void Open_WhenThePathIsAFile_IsRefused()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "text");

        Assert.Throws<FolderNotOursException>(() => MarkedFolder.Open(file, Kind, isReset: true));

        Assert.Equal("text", File.ReadAllText(file));
    }

    private static IEnumerable<string?> Names(string folder) => Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}

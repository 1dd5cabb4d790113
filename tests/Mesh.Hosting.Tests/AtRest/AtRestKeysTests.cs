using System.Runtime.Versioning;
using System.Text;
using Mesh.Hosting.AtRest;

namespace Mesh.Hosting.Tests.AtRest;

public sealed class AtRestKeysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-keys-");

    private string FilePath => Path.Combine(_folder.FullName, "keys.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Load_WhenFileWasCreated_GivesTheSameKeys()
    {
        var created = AtRestKeys.Create(FilePath);
        var loaded = AtRestKeys.Load(FilePath);

        Assert.Equal(created.Current.Kid, loaded.Current.Kid);
        Assert.Equal(new BlindIndex(created).Of("a", "p"), new BlindIndex(loaded).Of("a", "p"));
        Assert.Equal(
            "x"u8,
            new FieldCipher(loaded).Reveal(new FieldCipher(created).Protect("x"u8, "t", "c", Guid.Empty), "t", "c", Guid.Empty));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Create_WhenFileIsNew_LetsOnlyItsOwnerReadIt()
    {
        AtRestKeys.Create(FilePath);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));

        AtRestKeySet.Read(FilePath).WithNext().Write(FilePath, replace: true);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Write_WhenAGroupCouldReadTheFile_LetsItReadTheNewOne()
    {
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        AtRestKeys.Create(FilePath);
        File.SetUnixFileMode(FilePath, mode);

        AtRestKeySet.Read(FilePath).WithNext().Write(FilePath, replace: true);

        Assert.Equal(mode, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void Create_WhenThereIsAFile_KeepsIt()
    {
        AtRestKeys.Create(FilePath);
        var before = File.ReadAllBytes(FilePath);

        Assert.Throws<KeyFileException>(() => AtRestKeys.Create(FilePath));
        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Load_WhenOthersCanRead_Refuses()
    {
        AtRestKeys.Create(FilePath);
        File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Throws<KeyFileException>(() => AtRestKeys.Load(FilePath));
    }

    [Fact]
    public void Load_WhenFileWasWrittenBeforeKeysWereReplaced_IsRead()
    {
        AtRestKeys.Create(FilePath);
        var node = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(FilePath))!.AsObject();
        node.Remove("retired");
        node["keys"]![0]!.AsObject().Remove("replacedAt");
        File.WriteAllText(FilePath, node.ToJsonString());

        Assert.Equal(["k1"], AtRestKeys.Load(FilePath).All.Select(key => key.Kid));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"current":"k1","keys":[]}""")]
    [InlineData("""{"current":"k1","keys":[null]}""")]
    [InlineData("""{"current":"k1","keys":[{"kid":"k1","aes":"c2VjcmV0","hmac":"c2VjcmV0"}]}""")]
    [InlineData("""{"current":"k1","keys":[{"kid":"k1","aes":"not base64: secret","hmac":"c2VjcmV0"}]}""")]
    public void Load_WhenFileIsNoKeys_RefusesWithoutItsContent(string content)
    {
        File.WriteAllText(FilePath, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var refusal = Assert.Throws<KeyFileException>(() => AtRestKeys.Load(FilePath));

        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WhenFileIsMissing_Refuses() =>
        Assert.Throws<KeyFileException>(() => AtRestKeys.Load(FilePath));

    [Theory]
    [InlineData("")]
    [InlineData("K1")]
    [InlineData("k|1")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789")]
    public void Make_WhenKeyIdHasAnotherForm_Refuses(string kid) =>
        Assert.Throws<ArgumentException>(() => FieldCipherTests.KeyOf(kid, 1));

    [Fact]
    public void Make_WhenBothKeysAreOne_Refuses()
    {
        var key = Encoding.ASCII.GetBytes(new string('k', AtRestKey.KeyBytes));

        Assert.Throws<ArgumentException>(() => new AtRestKey("k1", key, key));
    }

    [Fact]
    public void Make_WhenTwoKeysHaveOneId_Refuses() =>
        Assert.Throws<ArgumentException>(() => new AtRestKeys("k1", [FieldCipherTests.KeyOf("k1", 1), FieldCipherTests.KeyOf("k1", 3)]));
}

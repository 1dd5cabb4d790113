using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Identity.Tests;

public sealed class DirectoryFileTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("directory-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DirectoryJson _json = DirectoryJson.Production();
    private readonly List<DirectoryRefusal> _refused = [];
    private readonly List<ParticipantDirectory> _changed = [];

    private string FilePath => Path.Combine(_folder, "participants.json");

    public void Dispose()
    {
        _key.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Reload_WhenVersionIsHigher_TakesItAndTells()
    {
        using var sut = CreateSut();

        Write(_json.WithVersion(2));

        Assert.Null(sut.Reload());
        Assert.Equal(2, sut.Current.Version);
        Assert.Same(sut.Current, Assert.Single(_changed));
        Assert.Empty(_refused);
    }

    [Fact]
    public void Reload_WhenNothingChanged_TellsNothing()
    {
        using var sut = CreateSut();
        var before = sut.Current;

        Assert.Null(sut.Reload());
        Assert.Same(before, sut.Current);
        Assert.Empty(_changed);
    }

    [Fact]
    public void Reload_WhenVersionIsOlder_KeepsLastGood()
    {
        using var sut = CreateSut(version: 5);
        Write(_json.WithVersion(4));

        AssertRefused(sut, 5, DirectoryFaults.VersionNotRising);
    }

    [Fact]
    public void Reload_WhenVersionIsTheSameWithOtherContent_KeepsLastGood()
    {
        using var sut = CreateSut();
        Write(_json.With(j => j[0]["endpoint"] = "https://localhost:9999/"));

        AssertRefused(sut, 1, DirectoryFaults.VersionNotRising);
        Assert.Equal(7301, sut.Current.Entries[0].Endpoint.Port);
    }

    [Fact]
    public void Reload_WhenFileHasTwoFaults_KeepsLastGoodAndTellsBoth()
    {
        using var sut = CreateSut();
        Write(_json.WithVersion(2).With(j => j[0]["role"] = "X").With(j => j[1]["endpoint"] = "X"));

        AssertRefused(sut, 1, DirectoryFaults.Role, DirectoryFaults.Endpoint);
    }

    [Fact]
    public void Reload_WhenSignatureIsOfAnotherFile_KeepsLastGood()
    {
        using var sut = CreateSut();
        File.WriteAllBytes(FilePath, _json.WithVersion(2).Bytes);

        AssertRefused(sut, 1, DirectoryFaults.Signature);
    }

    [Fact]
    public void Reload_WhenSignatureIsOfAnotherKey_KeepsLastGood()
    {
        using var sut = CreateSut();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(_json.WithVersion(2), other);

        AssertRefused(sut, 1, DirectoryFaults.Signature);
    }

    [Fact]
    public void Reload_WhenFileIsGoneAndComesBack_RefusesThenGoesOn()
    {
        using var sut = CreateSut();
        File.Delete(FilePath + DirectoryFile.SignatureSuffix);
        AssertRefused(sut, 1, DirectoryFaults.Unreadable);

        Write(_json.WithVersion(2));
        Assert.Null(sut.Reload());
        Assert.Equal(2, sut.Current.Version);
    }

    [Fact]
    public void Reload_WhenKeyIsRemoved_KeepsLastGood()
    {
        using var sut = CreateSut();
        Write(_json.WithVersion(2).With(j => j[0]["signingKeys"] = new JsonArray(DirectoryJson.Key("other"))));

        AssertRefused(sut, 1, DirectoryFaults.SigningKeyRemoved);
    }

    [Fact]
    public void Reload_WhenParticipationWithAKeyIsRemoved_KeepsLastGood()
    {
        using var sut = CreateSut();
        Write(_json.WithVersion(2).With(j => j.Root["participants"]!.AsArray().RemoveAt(2)));

        AssertRefused(sut, 1, DirectoryFaults.SigningKeyRemoved, DirectoryFaults.CheckpointKeyChanged);
    }

    [Fact]
    public void Reload_WhenKidGetsAnotherKey_KeepsLastGood()
    {
        using var sut = CreateSut();
        Write(_json.WithVersion(2).With(j => j[0]["signingKeys"]![0]!["publicKey"] = DirectoryJson.PublicKey()));

        AssertRefused(sut, 1, DirectoryFaults.SigningKeyChanged);
    }

    [Fact]
    public void Reload_WhenKeyIsClosedAndFollowed_TakesIt()
    {
        using var sut = CreateSut();
        Write(_json.WithVersion(2)
            .With(j => j[0]["signingKeys"]![0]!["to"] = "2029-12-31")
            .With(j => j[0]["signingKeys"]!.AsArray().Add(DirectoryJson.Key("next", "2030-01-01"))));

        Assert.Null(sut.Reload());
        Assert.Equal(2, sut.Current.Entries[0].SigningKeys.Count);
    }

    [Fact]
    public void Reload_WhenEnvironmentChanges_KeepsLastGood()
    {
        using var sut = CreateSut();
        Write(_json.WithVersion(2).With(j => j.Root["environment"] = "demonstration"));

        AssertRefused(sut, 1, DirectoryFaults.EnvironmentChanged);
    }

    [Fact]
    public void Reload_WhenDisposed_DoesNothing()
    {
        var sut = CreateSut();
        sut.Dispose();
        Write(_json.WithVersion(2));

        Assert.Null(sut.Reload());
        Assert.Equal(1, sut.Current.Version);
    }

    [Fact]
    public void Open_WhenThereIsNoValidFile_Throws()
    {
        Write(_json);
        File.WriteAllBytes(FilePath + DirectoryFile.SignatureSuffix, [1, 2, 3]);

        var exception = Assert.Throws<DirectoryRefusedException>(() => DirectoryFile.Open(FilePath, _key, new FakeTimeProvider()));

        Assert.Equal(DirectoryFaults.Signature, Assert.Single(exception.Violations).Code);
    }

    [Fact]
    public async Task Watching_WhenFileChanges_ReloadsOnceSettled()
    {
        Write(_json);
        using var sut = DirectoryFile.Open(FilePath, _key, TimeProvider.System);
        var changed = new TaskCompletionSource<ParticipantDirectory>(TaskCreationOptions.RunContinuationsAsynchronously);
        sut.Changed += (_, directory) => changed.TrySetResult(directory);

        Write(_json.WithVersion(2));

        var directory = await changed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(2, directory.Version);
    }

    private DirectoryFile CreateSut(long version = 1)
    {
        Write(_json.WithVersion(version));
        var sut = DirectoryFile.Open(FilePath, _key, new FakeTimeProvider());
        sut.Changed += (_, directory) => _changed.Add(directory);
        sut.Refused += (_, refusal) => _refused.Add(refusal);
        return sut;
    }

    private void AssertRefused(DirectoryFile sut, long keptVersion, params string[] codes)
    {
        var refusal = sut.Reload();

        Assert.NotNull(refusal);
        Assert.Equal(codes, refusal.Violations.Select(v => v.Code));
        Assert.Equal(keptVersion, refusal.KeptVersion);
        Assert.Equal(keptVersion, sut.Current.Version);
        Assert.Same(refusal, Assert.Single(_refused));
        Assert.Empty(_changed);
    }

    private void Write(DirectoryJson json, ECDsa? key = null)
    {
        File.WriteAllBytes(FilePath, json.Bytes);
        File.WriteAllBytes(FilePath + DirectoryFile.SignatureSuffix, DirectorySignature.Sign(json.Bytes, key ?? _key));
    }
}

using Mesh.Certificates;
using Mesh.Identity;

namespace Mesh.Cli.Tests;

/// <summary><c>mesh certs</c>.</summary>
public sealed class CertificateTests : IDisposable
{
    private const string Kela = "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE";
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Issue_WhenGivenTwice_GivesTheSameCertificate()
    {
        Assert.Equal(0, await CertsAsync("issue", Kela, "--json"));
        var first = _shell.Json[0]!;
        Assert.Equal((Kela, false), ((string?)first["uri"], (bool)first["clientOnly"]!));
        Assert.True(File.Exists((string?)first["path"]));

        await CertsAsync("issue", Kela, "--json");

        Assert.Equal((string?)first["thumbprint"], (string?)_shell.Json[0]!["thumbprint"]);
    }

    [Fact]
    public async Task Issue_WhenTheNameIsNoneOfTheMesh_IsRefused()
    {
        Assert.Equal(2, await CertsAsync("issue", "urn:other:kela"));
        Assert.StartsWith("NAME_UNKNOWN:", _shell.Error, StringComparison.Ordinal);
        Assert.Empty(_shell.Output);
    }

    [Fact]
    public async Task Renew_WhenCertificatesAreGoodForLong_RenewsNoneUnlessAllAreMeant()
    {
        await CertsAsync("issue", Kela);
        await CertsAsync("issue", Kela, "--client-only");
        await CertsAsync("list", "--json");
        var before = Thumbprints();

        await CertsAsync("renew", "--json");
        Assert.Empty(_shell.Json.AsArray());
        await CertsAsync("renew", "--all", "--json");

        Assert.Equal(2, Thumbprints().Except(before, StringComparer.Ordinal).Count());
        await CertsAsync("list", "--json");
        Assert.Equal(2, _shell.Json.AsArray().Count);
    }

    [Fact]
    public async Task Deny_WhenACertificateIsKnownToOthers_IsInTheSignedDirectoryOnce()
    {
        using var authority = DevelopmentAuthority.OpenOrCreate(_shell.At("ca"));
        using var certificate = authority.Issue(Kela, CertificateUse.ServerAndClient);
        var (directory, key) = Directory(authority);
        var thumbprint = CertificateCheck.Thumbprint(certificate);
        string[] deny = ["certs", "deny", thumbprint, "--at", "0246246-0/SOCIAL_INSURANCE", "--directory", directory, "--key", key, "--json"];

        Assert.Equal(0, await _shell.RunAsync(deny));
        Assert.Equal((3L, true), ((long)_shell.Json["version"]!, (bool)_shell.Json["changed"]!));
        Assert.Equal(0, await _shell.RunAsync(deny));
        Assert.Equal((3L, false), ((long)_shell.Json["version"]!, (bool)_shell.Json["changed"]!));

        var json = await File.ReadAllBytesAsync(directory, TestContext.Current.CancellationToken);
        var signature = await File.ReadAllBytesAsync(directory + DirectoryFile.SignatureSuffix, TestContext.Current.CancellationToken);
        Assert.True(DirectorySignature.Verify(json, signature, authority.DirectoryKey().Key));
        var entry = ParticipantDirectory.Read(json).Directory.Entries.Single(known => known.Participation.Urn == Kela);
        Assert.Contains(thumbprint, entry.DeniedCertificates, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("xyz", "0246246-0/SOCIAL_INSURANCE", "DIRECTORY_REFUSED", 1)]
    [InlineData("", "2296962-1/MUNICIPALITY", "PARTICIPATION_UNKNOWN", 2)]
    public async Task Deny_WhenItCannotBe_LeavesTheDirectoryAsItWas(string thumbprint, string at, string reason, int exitCode)
    {
        using var authority = DevelopmentAuthority.OpenOrCreate(_shell.At("ca"));
        var (directory, key) = Directory(authority);
        var before = await File.ReadAllBytesAsync(directory, TestContext.Current.CancellationToken);
        var meant = thumbprint.Length == 0 ? new string('A', 64) : thumbprint;

        Assert.Equal(exitCode, await _shell.RunAsync("certs", "deny", meant, "--at", at, "--directory", directory, "--key", key, "--json"));

        Assert.Contains(reason, _shell.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(directory, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Deny_WhenTheKeyIsNone_WritesNothing()
    {
        using var authority = DevelopmentAuthority.OpenOrCreate(_shell.At("ca"));
        var (directory, _) = Directory(authority);

        Assert.Equal(2, await _shell.RunAsync(
            "certs", "deny", new string('A', 64), "--at", "0246246-0/SOCIAL_INSURANCE", "--directory", directory, "--key", directory));

        Assert.StartsWith("KEY_REFUSED:", _shell.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(directory + DirectoryFile.SignatureSuffix));
    }

    private Task<int> CertsAsync(params string[] command) => _shell.RunAsync(["certs", .. command, "--folder", _shell.At("ca")]);

    private List<string> Thumbprints() => [.. _shell.Json.AsArray().Select(one => (string)one!["thumbprint"]!)];

    private (string Directory, string Key) Directory(DevelopmentAuthority authority)
    {
        var path = _shell.At("participants.json");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "participants.json"), path);
        var key = _shell.At("directory.key");
        File.WriteAllText(key, authority.DirectoryKey().Key.ExportPkcs8PrivateKeyPem());
        return (path, key);
    }
}

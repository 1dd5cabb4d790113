using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Certificates.Tests;

public sealed class DevelopmentAuthorityTests : IDisposable
{
    private static readonly Participation Kela = new(OrganisationId.Parse("0246246-0"), ParticipantRole.SocialInsurance);
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Start);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Issue_WhenServerAndClient_NamesParticipationAndLocalhostAndBothUses()
    {
        using var authority = Open();
        using var leaf = authority.Issue(Kela.Urn, CertificateUse.ServerAndClient);

        Assert.True(leaf.MatchesHostname("localhost"));
        Assert.True(leaf.MatchesHostname("127.0.0.1"));
        Assert.True(leaf.HasPrivateKey);
        using var key = leaf.GetECDsaPrivateKey();
        Assert.Equal(256, key!.KeySize);
        foreach (var use in Enum.GetValues<PeerUse>())
        {
            var verdict = CertificateCheck.Inspect(leaf, [authority.Root], use, new HashSet<string>(), Start);
            Assert.Equal((CertificateRefusal.None, Kela.Urn, authority.Thumbprint), (verdict.Refusal, verdict.Uri, verdict.IssuerThumbprint));
        }
    }

    [Fact]
    public void Issue_WhenAskedAgainAfterReopening_GivesTheSameCertificate()
    {
        using var first = Open();
        using var before = first.Issue(CertificateNames.Gateway, CertificateUse.ServerAndClient);
        using var second = Open();
        using var after = second.Issue(CertificateNames.Gateway, CertificateUse.ServerAndClient);

        Assert.Equal(first.Thumbprint, second.Thumbprint);
        Assert.Equal(before.Thumbprint, after.Thumbprint);
        Assert.True(after.HasPrivateKey);
    }

    [Theory]
    [InlineData(22, true)]
    [InlineData(24, false)]
    public void Issue_WhenDaysHavePassed_RenewsBelowSevenDaysLeft(int days, bool isKept)
    {
        using var authority = Open();
        using var before = authority.Issue(Kela.Urn, CertificateUse.ServerAndClient);
        _time.Advance(TimeSpan.FromDays(days));
        using var after = authority.Issue(Kela.Urn, CertificateUse.ServerAndClient);

        Assert.Equal(isKept, before.Thumbprint == after.Thumbprint);
    }

    [Fact]
    public void OpenOrCreate_WhenRootIsNearItsEnd_MakesNewRootAndNewLeaves()
    {
        using var first = Open();
        using var before = first.Issue(Kela.Urn, CertificateUse.ServerAndClient);
        _time.Advance(TimeSpan.FromDays((5 * 365) - 3));
        using var second = Open();
        using var after = second.Issue(Kela.Urn, CertificateUse.ServerAndClient);

        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
        Assert.True(CertificateCheck.Inspect(after, [second.Root], PeerUse.Server, new HashSet<string>(), _time.GetUtcNow()).IsAccepted);
    }

    [Fact]
    public void Issue_WhenKeyFileBelongsToAnotherCertificate_IssuesAnew()
    {
        using var authority = Open();
        using var before = authority.Issue(Kela.Urn, CertificateUse.ServerAndClient);
        authority.Issue(CertificateNames.Gateway, CertificateUse.ServerAndClient).Dispose();
        var file = authority.FileOf(Kela.Urn, CertificateUse.ServerAndClient);
        File.Copy(Path.ChangeExtension(authority.FileOf(CertificateNames.Gateway, CertificateUse.ServerAndClient), "key"), Path.ChangeExtension(file, "key"), overwrite: true);
        using var after = authority.Issue(Kela.Urn, CertificateUse.ServerAndClient);

        Assert.NotEqual(before.Thumbprint, after.Thumbprint);
        Assert.True(CertificateCheck.Inspect(after, [authority.Root], PeerUse.Client, new HashSet<string>(), Start).IsAccepted);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Issue_WhenDone_LeavesFilesToTheOwnerOnly()
    {
        using var authority = Open();
        authority.Issue(Kela.Urn, CertificateUse.ServerAndClient).Dispose();
        authority.DirectoryKey().Dispose();
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

        var paths = Directory.GetFiles(_folder.Path).Append(_folder.Path).ToArray();

        Assert.Equal(6, paths.Length);
        Assert.All(paths, path => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others));
    }

    [Fact]
    public void DirectoryKey_WhenReopened_IsTheSame()
    {
        using var authority = Open();
        using var key = authority.DirectoryKey();
        using var reopened = authority.DirectoryKey();
        var signature = key.Key.SignData("content"u8, HashAlgorithmName.SHA256);
        using var published = ECDsa.Create();
        published.ImportFromPem(reopened.PublicKeyPem);

        Assert.True(published.VerifyData("content"u8, signature, HashAlgorithmName.SHA256));
        Assert.Equal(key.Kid, reopened.Kid);
        Assert.StartsWith("directory-", key.Kid, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("urn:mesh:")]
    [InlineData("urn:other:gateway")]
    [InlineData("urn:mesh:../gateway")]
    [InlineData("urn:mesh:gate.way")]
    public void Issue_WhenNameIsNoMeshUri_Throws(string uri)
    {
        using var authority = Open();
        Assert.Throws<ArgumentException>(() => authority.Issue(uri, CertificateUse.ServerAndClient));
    }

    private DevelopmentAuthority Open() => DevelopmentAuthority.OpenOrCreate(_folder.Path, _time);
}

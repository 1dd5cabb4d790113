using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Certificates.Tests;

public sealed class CertificateCheckTests : IDisposable
{
    private const string Kela = "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<string> NobodyDenied = [];
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _otherFolder = new();
    private readonly DevelopmentAuthority _authority;

    public CertificateCheckTests() => _authority = DevelopmentAuthority.OpenOrCreate(_folder.Path, new FakeTimeProvider(Now));

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
        _otherFolder.Dispose();
    }

    [Fact]
    public void Inspect_WhenCertificateIsGood_GivesItsUri()
    {
        using var peer = _authority.Issue(Kela, CertificateUse.ClientOnly);
        Assert.Equal(new CertificateVerdict(CertificateRefusal.None, Kela, _authority.Thumbprint), Inspect(peer));
    }

    [Fact]
    public void Inspect_WhenNoCertificate_IsMissing() => Assert.Equal(CertificateRefusal.Missing, Inspect(null).Refusal);

    [Fact]
    public void Inspect_WhenAnotherAuthorityIssuedTheSameName_IsUntrusted()
    {
        using var forger = DevelopmentAuthority.OpenOrCreate(_otherFolder.Path, new FakeTimeProvider(Now));
        using var peer = forger.Issue(Kela, CertificateUse.ServerAndClient);
        Assert.Equal(CertificateRefusal.UntrustedIssuer, Inspect(peer).Refusal);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(-1)]
    public void Inspect_WhenMomentIsOutsideValidity_SaysSo(int days)
    {
        using var peer = _authority.Issue(Kela, CertificateUse.ServerAndClient);
        Assert.Equal(CertificateRefusal.OutsideValidity, Inspect(peer, at: Now.AddDays(days)).Refusal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Inspect_WhenThumbprintIsDenied_SaysSoInEitherCase(bool isUpper)
    {
        using var peer = _authority.Issue(Kela, CertificateUse.ServerAndClient);
        var thumbprint = CertificateCheck.Thumbprint(peer);
        Assert.Equal(CertificateRefusal.Denied, Inspect(peer, denied: [isUpper ? thumbprint : thumbprint.ToLowerInvariant()]).Refusal);
    }

    [Fact]
    public void Inspect_WhenIssuingAuthorityIsDenied_SaysSo()
    {
        using var peer = _authority.Issue(Kela, CertificateUse.ServerAndClient);
        Assert.Equal(CertificateRefusal.Denied, Inspect(peer, denied: [_authority.Thumbprint]).Refusal);
    }

    [Fact]
    public void Inspect_WhenClientOnlyCertificateServes_IsWrongUse()
    {
        using var peer = _authority.Issue(Kela, CertificateUse.ClientOnly);
        Assert.Equal(CertificateRefusal.WrongUse, Inspect(peer, use: PeerUse.Server).Refusal);
    }

    [Fact]
    public void Inspect_WhenUseIsNotNamedAtAll_IsWrongUse()
    {
        using var peer = Signed([Kela], withUse: false);
        Assert.Equal(CertificateRefusal.WrongUse, Inspect(peer).Refusal);
    }

    [Fact]
    public void Inspect_WhenNamesHoldNoMeshUri_SaysSo()
    {
        using var nameless = Signed([]);
        using var foreign = Signed(["https://example.fi/kela"]);
        Assert.Equal(CertificateRefusal.NoMeshUri, Inspect(nameless).Refusal);
        Assert.Equal(CertificateRefusal.NoMeshUri, Inspect(foreign).Refusal);
    }

    [Theory]
    [InlineData("urn:mesh:gateway")]
    [InlineData("URN:MESH:gateway")]
    public void Inspect_WhenTwoMeshUris_Refuses(string second)
    {
        using var peer = Signed([Kela, second]);
        Assert.Equal(CertificateRefusal.SeveralMeshUris, Inspect(peer).Refusal);
    }

    [Fact]
    public void Inspect_WhenAForeignUriStandsBeside_GivesTheMeshUri()
    {
        using var peer = Signed(["https://example.fi/kela", Kela]);
        Assert.Equal(Kela, Inspect(peer).Uri);
    }

    [Fact]
    public void Inspect_WhenNamesCannotBeRead_IsMalformed()
    {
        using var peer = Signed([], names: new X509Extension("2.5.29.17", [0x30, 0x05, 0x86, 0x0A, 0x41], critical: false));
        Assert.False(Inspect(peer).IsAccepted);
    }

    [Fact]
    public void Inspect_WhenPeerShowsTheRootItself_Refuses() => Assert.False(Inspect(_authority.Root).IsAccepted);

    [Fact]
    public void Inspect_WhenALeafSignedAnother_IsUntrusted()
    {
        using var leaf = _authority.Issue(Kela, CertificateUse.ServerAndClient);
        using var forged = Signed(["urn:mesh:gateway"], issuer: leaf);
        Assert.Equal(CertificateRefusal.UntrustedIssuer, Inspect(forged).Refusal);
    }

    private CertificateVerdict Inspect(X509Certificate2? peer, PeerUse use = PeerUse.Client, HashSet<string>? denied = null, DateTimeOffset? at = null) =>
        CertificateCheck.Inspect(peer, [_authority.Root], use, denied ?? NobodyDenied, at ?? Now);

    // Certificates the authority would never issue, signed with its key as a careless one might.
    private X509Certificate2 Signed(string[] uris, bool withUse = true, X509Extension? names = null, X509Certificate2? issuer = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Careless", key, HashAlgorithmName.SHA256);
        if (withUse)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        }

        var builder = new SubjectAlternativeNameBuilder();
        builder.AddDnsName("localhost");
        foreach (var uri in uris)
        {
            builder.AddUri(new Uri(uri));
        }

        request.CertificateExtensions.Add(names ?? builder.Build());
        using var root = X509Certificate2.CreateFromPemFile(_authority.RootFile, Path.ChangeExtension(_authority.RootFile, "key"));
        var signer = issuer ?? root;
        using var signerKey = signer.GetECDsaPrivateKey();
        return request.Create(signer.SubjectName, X509SignatureGenerator.CreateForECDsa(signerKey!), Now.AddDays(-2) < signer.NotBefore ? Now.AddMinutes(-1) : Now, Now.AddDays(9), [1, 2, 3]);
    }
}

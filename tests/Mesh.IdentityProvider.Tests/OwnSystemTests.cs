using System.Net;
using Mesh.Certificates;
using Mesh.Identity;

namespace Mesh.IdentityProvider.Tests;

public sealed class OwnSystemTests
{
    private const string Payments = RunningProvider.Payments;
    private static readonly string Kela = Participations.Kela.Urn;

    [Theory]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", "demonstration")]
    [InlineData("urn:mesh:gateway", "demonstration")]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", "production")]
    public async Task Token_WhenSystemShowsItsCertificate_NamesTheSystem(string audience, string environment)
    {
        await using var provider = await RunningProvider.StartAsync(environment);
        var answer = await TokenAsync(provider.Client(Payments), audience);
        var token = await AccessTokens.ReadAsync(provider, answer.Text("access_token")!, audience);

        Assert.Equal([audience], token.Audiences);
        Assert.Equal((Payments, Payments, "system", Kela, null), (token.Subject, token.Text("client_id"), token.Text("mesh_kind"), token.Text("mesh_org"), token.Text("acr")));
        Assert.Equal(provider.Time.GetUtcNow().AddMinutes(5).UtcDateTime, token.ValidTo);
        Assert.Null(answer.Text("refresh_token"));
    }

    [Fact]
    public async Task Token_WhenNoCertificateIsShown_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        Assert.Equal("invalid_request", (await TokenAsync(provider.Client(), Kela)).Text("error"));
    }

    [Theory]
    [InlineData("urn:mesh:gateway")]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE")]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:other")]
    [InlineData("urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY:system:payments")]
    public async Task Token_WhenCertificateIsNotTheSystems_IsRefused(string certificateName)
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await TokenAsync(provider.Client(certificateName), Kela);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer.Status, answer.Text("error")));
    }

    [Fact]
    public async Task Token_WhenAnotherAuthorityIssuedTheSystemsName_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        using var folder = new TemporaryFolder();
        using var forger = DevelopmentAuthority.OpenOrCreate(folder.Path, provider.Time);
        using var forged = forger.Issue(Payments, CertificateUse.ServerAndClient);
        Assert.Equal("invalid_client", (await TokenAsync(provider.Client(forged), Kela)).Text("error"));
    }

    [Fact]
    public async Task Token_WhenCertificateIsDeniedOrTheAuthorityIsNotTheParticipations_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        using var certificate = provider.Authority.Issue(Payments, CertificateUse.ServerAndClient);
        provider.Directory = TestDirectory.Of("demonstration", provider.Authority.Thumbprint, [CertificateCheck.Thumbprint(certificate)]);
        Assert.Equal("invalid_client", (await TokenAsync(provider.Client(certificate), Kela)).Text("error"));

        provider.Directory = TestDirectory.Of("demonstration", new string('A', 64));
        Assert.Equal("invalid_client", (await TokenAsync(provider.Client(certificate), Kela)).Text("error"));
    }

    [Theory]
    [InlineData("urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY")]
    [InlineData("urn:mesh:identity-provider")]
    [InlineData(null)]
    public async Task Token_WhenTargetIsNeitherTheOwnParticipationNorTheGateway_IsRefused(string? audience)
    {
        await using var provider = await RunningProvider.StartAsync();
        Assert.Equal("invalid_target", (await TokenAsync(provider.Client(Payments), audience)).Text("error"));
    }

    [Theory]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:unlisted", "invalid_client")]
    [InlineData("gateway", "unauthorized_client")]
    [InlineData("mesh-web", "unauthorized_client")]
    public async Task Token_WhenClientIsNoListedSystem_IsRefused(string client, string error)
    {
        await using var provider = await RunningProvider.StartAsync();
        var certificate = client == "gateway" ? CertificateNames.Gateway : Payments;
        Assert.Equal(error, (await TokenAsync(provider.Client(certificate), Kela, client)).Text("error"));
    }

    [Fact]
    public async Task UserInfo_WhenTheSystemAsksItself_TellsItsName()
    {
        await using var provider = await RunningProvider.StartAsync();
        var token = (await TokenAsync(provider.Client(Payments), Kela)).Text("access_token");
        Assert.Equal(Payments, (await provider.UserInfoAsync(token, Payments)).Text("sub"));
        Assert.Equal(HttpStatusCode.Forbidden, (await provider.UserInfoAsync(token, Kela)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await provider.UserInfoAsync(token, CertificateNames.ForOwnSystem(Participations.Kela, "other"))).Status);
    }

    [Fact]
    public async Task Exchange_WhenTokenIsASystems_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        var token = (await TokenAsync(provider.Client(Payments), CertificateNames.Gateway)).Text("access_token")!;
        Assert.Equal("invalid_grant", (await provider.ExchangeAsync(token, Kela)).Text("error"));
    }

    private static Task<Answer> TokenAsync(HttpClient client, string? audience, string name = Payments) => RunningProvider.TokenAsync(
        client,
        [("grant_type", "client_credentials"), ("client_id", name), .. audience is null ? ((string, string)[])[] : [("resource", audience)]]);
}

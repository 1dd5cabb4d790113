using System.Net;
using Mesh.Certificates;
using Mesh.Identity;

namespace Mesh.IdentityProvider.Tests;

public sealed class TokenExchangeTests
{
    [Theory]
    [InlineData("helmi", "client")]
    [InlineData("operator", "operator")]
    public async Task Exchange_WhenGatewayShowsItsCertificate_GivesThePersonsTokenForOneParticipation(string persona, string kind)
    {
        await using var provider = await RunningProvider.StartAsync();
        var audience = Participations.Kela.Urn;
        var answer = await provider.ExchangeAsync(await provider.PersonaTokenAsync(persona, CertificateNames.Gateway), audience);
        var token = await AccessTokens.ReadAsync(provider, answer.Text("access_token")!, audience);
        var direct = await AccessTokens.ReadAsync(provider, await provider.PersonaTokenAsync(persona, audience), audience);

        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", answer.Text("issued_token_type"));
        Assert.Equal([audience], token.Audiences);
        Assert.Equal(direct.Subject, token.Subject);
        Assert.Equal((kind, null, "urn:mesh:assurance:high"), (token.Text("mesh_kind"), token.Text("mesh_org"), token.Text("acr")));
        Assert.Equal("gateway", token.Text("client_id"));
    }

    [Fact]
    public async Task Exchange_WhenTimeHasPassed_NeverOutlivesTheSubjectToken()
    {
        await using var provider = await RunningProvider.StartAsync();
        var subject = await provider.PersonaTokenAsync("aino", CertificateNames.Gateway);
        var end = provider.Time.GetUtcNow().AddMinutes(5).UtcDateTime;
        provider.Time.Advance(TimeSpan.FromMinutes(4));

        var answer = await provider.ExchangeAsync(subject, Participations.Kela.Urn);
        var token = await AccessTokens.ReadAsync(provider, answer.Text("access_token")!, Participations.Kela.Urn);
        Assert.Equal((end, "60"), (token.ValidTo, answer.Text("expires_in")));

        provider.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("invalid_grant", (await provider.ExchangeAsync(subject, Participations.Kela.Urn)).Text("error"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE")]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:gateway")]
    [InlineData("urn:mesh:identity-provider")]
    public async Task Exchange_WhenCertificateIsNotTheGateways_IsRefused(string? certificateName)
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await provider.ExchangeAsync(await provider.PersonaTokenAsync("aino", CertificateNames.Gateway), Participations.Kela.Urn, certificateName);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (answer.Status, answer.Text("error")));
    }

    [Fact]
    public async Task Exchange_WhenAnotherAuthorityIssuedTheGatewaysName_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        using var folder = new TemporaryFolder();
        using var forger = DevelopmentAuthority.OpenOrCreate(folder.Path, provider.Time);
        using var forged = forger.Issue(CertificateNames.Gateway, CertificateUse.ServerAndClient);
        var answer = await RunningProvider.ExchangeAsync(
            provider.Client(forged), await provider.PersonaTokenAsync("aino", CertificateNames.Gateway), Participations.Kela.Urn);
        Assert.Equal("invalid_client", answer.Text("error"));
    }

    [Fact]
    public async Task Exchange_WhenGatewaysCertificateIsDenied_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        using var certificate = provider.Authority.Issue(CertificateNames.Gateway, CertificateUse.ServerAndClient);
        provider.Directory = TestDirectory.Of("demonstration", provider.Authority.Thumbprint, [CertificateCheck.Thumbprint(certificate)]);
        var answer = await provider.ExchangeAsync(await provider.PersonaTokenAsync("aino", CertificateNames.Gateway), Participations.Kela.Urn);
        Assert.Equal("invalid_client", answer.Text("error"));
    }

    [Fact]
    public async Task Exchange_WhenTokenIsAProfessionals_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await provider.ExchangeAsync(await provider.PersonaTokenAsync("te-expert", Participations.TeOffice.Urn), Participations.Kela.Urn);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (answer.Status, answer.Text("error")));
    }

    [Fact]
    public async Task Exchange_WhenTokenIsForAParticipationOrWasExchangedBefore_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        var direct = await provider.PersonaTokenAsync("aino", Participations.TeOffice.Urn);
        var exchanged = (await provider.ExchangeAsync(await provider.PersonaTokenAsync("aino", CertificateNames.Gateway), Participations.TeOffice.Urn)).Text("access_token")!;

        Assert.Equal("invalid_grant", (await provider.ExchangeAsync(direct, Participations.Kela.Urn)).Text("error"));
        Assert.Equal("invalid_grant", (await provider.ExchangeAsync(exchanged, Participations.Kela.Urn)).Text("error"));
    }

    [Theory]
    [InlineData("urn:mesh:gateway")]
    [InlineData("urn:mesh:org:0162193-3:role:MUNICIPALITY")]
    public async Task Exchange_WhenTargetIsNoParticipationOfTheDirectory_IsRefused(string audience)
    {
        await using var provider = await RunningProvider.StartAsync();
        Assert.Equal("invalid_target", (await provider.ExchangeAsync(await provider.PersonaTokenAsync("aino", CertificateNames.Gateway), audience)).Text("error"));
    }

    [Fact]
    public async Task Exchange_WhenSignatureIsBroken_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        var token = await provider.PersonaTokenAsync("aino", CertificateNames.Gateway);
        var parts = token.Split('.');
        var broken = $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}";
        Assert.Equal("invalid_grant", (await provider.ExchangeAsync(broken, Participations.Kela.Urn)).Text("error"));
    }
}

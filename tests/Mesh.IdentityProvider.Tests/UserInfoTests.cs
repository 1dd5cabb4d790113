using System.Net;
using System.Text.Json;
using Mesh.Identity;

namespace Mesh.IdentityProvider.Tests;

public sealed class UserInfoTests
{
    private const string AinosCode = "140501A902D";
    private static readonly string Kela = Participations.Kela.Urn;

    [Fact]
    public async Task UserInfo_WhenAudienceAsksWithAClientsToken_GivesSubAndCode()
    {
        await using var provider = await RunningProvider.StartAsync();
        var token = await provider.PersonaTokenAsync("aino", Kela);
        var answer = await provider.UserInfoAsync(token, Kela);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["personal_identity_code", "sub"], Names(answer));
        Assert.Equal(AinosCode, answer.Text("personal_identity_code"));
        Assert.Equal((await AccessTokens.ReadAsync(provider, token, Kela)).Subject, answer.Text("sub"));
    }

    [Fact]
    public async Task UserInfo_WhenTokenWasExchangedByTheGateway_GivesTheCodeToItsAudience()
    {
        await using var provider = await RunningProvider.StartAsync();
        var exchanged = await provider.ExchangeAsync(await provider.PersonaTokenAsync("aino", CertificateNames.Gateway), Kela);
        Assert.Equal(AinosCode, (await provider.UserInfoAsync(exchanged.Text("access_token"), Kela)).Text("personal_identity_code"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("urn:mesh:gateway")]
    [InlineData("urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY")]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:kela")]
    public async Task UserInfo_WhenPeerIsNotTheAudience_IsForbiddenWithoutDetail(string? certificateName)
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await provider.UserInfoAsync(await provider.PersonaTokenAsync("aino", Kela), certificateName);
        Assert.Equal(new Answer(HttpStatusCode.Forbidden, ""), answer);
    }

    [Fact]
    public async Task UserInfo_WhenTwoRolesOfOneOrganisation_AreStillTwoAudiences()
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await provider.UserInfoAsync(await provider.PersonaTokenAsync("aino", Participations.VantaaMunicipality.Urn), Participations.VantaaLabour.Urn);
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task UserInfo_WhenIssuingAuthorityIsNotTheDirectorys_IsForbidden()
    {
        await using var provider = await RunningProvider.StartAsync();
        var token = await provider.PersonaTokenAsync("aino", Kela);
        provider.Directory = TestDirectory.Of("demonstration", new string('A', 64));
        Assert.Equal(HttpStatusCode.Forbidden, (await provider.UserInfoAsync(token, Kela)).Status);
    }

    [Theory]
    [InlineData("te-expert", "urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY")]
    [InlineData("operator", "urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY")]
    [InlineData("aino", "urn:mesh:gateway")]
    public async Task UserInfo_WhenNoClientOrNoParticipation_GivesSubOnly(string persona, string audience)
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await provider.UserInfoAsync(await provider.PersonaTokenAsync(persona, audience), audience);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["sub"], Names(answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-a-token")]
    public async Task UserInfo_WhenTokenIsNone_IsUnauthorized(string token)
    {
        await using var provider = await RunningProvider.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await provider.UserInfoAsync(token.Length == 0 ? null : token, Kela)).Status);
    }

    [Fact]
    public async Task UserInfo_WhenAnotherProviderIssuedTheToken_IsUnauthorized()
    {
        await using var provider = await RunningProvider.StartAsync();
        await using var other = await RunningProvider.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await provider.UserInfoAsync(await other.PersonaTokenAsync("aino", Kela), Kela)).Status);
    }

    [Fact]
    public async Task Restart_WhenTokenWasIssuedBefore_KeepsKeysAndSubs()
    {
        await using var provider = await RunningProvider.StartAsync();
        var token = await provider.PersonaTokenAsync("aino", Kela);
        var before = await AccessTokens.ReadAsync(provider, token, Kela);
        await provider.RestartAsync();

        Assert.True((await AccessTokens.ValidateAsync(provider, token, Kela)).IsValid);
        Assert.Equal(AinosCode, (await provider.UserInfoAsync(token, Kela)).Text("personal_identity_code"));
        Assert.Equal(before.Subject, (await AccessTokens.ReadAsync(provider, await provider.PersonaTokenAsync("aino", Kela), Kela)).Subject);
    }

    [Fact]
    public async Task Logs_WhenEverythingWasAskedAndRefused_HoldNoTokenCodeOrPersona()
    {
        await using var provider = await RunningProvider.StartAsync();
        var token = await provider.PersonaTokenAsync("aino", CertificateNames.Gateway);
        var exchanged = (await provider.ExchangeAsync(token, Kela)).Text("access_token")!;
        await provider.UserInfoAsync(exchanged, Kela);
        await provider.UserInfoAsync(exchanged, CertificateNames.Gateway);
        await provider.UserInfoAsync(exchanged + "x", Kela);
        await provider.ExchangeAsync(token, Kela, Kela);
        await provider.ExchangeAsync(token + "x", Kela);
        await provider.PersonaAsync("aino", "urn:mesh:nobody");
        var application = new SigningIn(provider);
        var code = await application.CodeAsync("aino", Kela);
        var refreshToken = (await application.RedeemAsync(code)).Text("refresh_token")!;
        await application.RefreshAsync(refreshToken, ("resource", "urn:mesh:nobody"));
        await application.RefreshAsync(refreshToken);
        await application.RefreshAsync(refreshToken);
        await application.RedeemAsync(code);
        (await application.ChooseAsync(await application.PageAsync(), "ainovainen")).Dispose();

        var logs = provider.Logs.Text;
        Assert.Contains("Userinfo refused", logs, StringComparison.Ordinal);
        Assert.DoesNotContain(AinosCode, logs, StringComparison.Ordinal);
        Assert.DoesNotContain("aino", logs, StringComparison.OrdinalIgnoreCase);
        foreach (var part in token.Split('.').Concat(exchanged.Split('.')).Concat(refreshToken.Split('.')).Append(code).Where(part => part.Length > 0))
        {
            Assert.DoesNotContain(part, logs, StringComparison.Ordinal);
        }
    }

    private static string[] Names(Answer answer) => [.. JsonDocument.Parse(answer.Body).RootElement.EnumerateObject().Select(property => property.Name).Order()];
}

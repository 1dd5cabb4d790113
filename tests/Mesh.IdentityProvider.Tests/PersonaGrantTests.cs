using System.Net;
using Mesh.Identity;

namespace Mesh.IdentityProvider.Tests;

public sealed class PersonaGrantTests
{
    [Theory]
    [InlineData("aino", "client", null, "urn:mesh:assurance:substantial")]
    [InlineData("helmi", "client", null, "urn:mesh:assurance:high")]
    [InlineData("te-expert", "professional", "urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY", "urn:mesh:assurance:high")]
    [InlineData("operator", "operator", null, "urn:mesh:assurance:high")]
    public async Task Token_WhenPersonaIsKnown_HoldsTheRightClaimsAndNothingElse(string persona, string kind, string? organisation, string assurance)
    {
        await using var provider = await RunningProvider.StartAsync();
        var audience = Participations.TeOffice.Urn;
        var answer = await provider.PersonaAsync(persona, audience);
        var token = await AccessTokens.ReadAsync(provider, answer.Text("access_token")!, audience);

        Assert.Equal([audience], token.Audiences);
        Assert.Equal((kind, organisation, assurance), (token.Text("mesh_kind"), token.Text("mesh_org"), token.Text("acr")));
        Assert.Equal(provider.Time.GetUtcNow().AddMinutes(5).UtcDateTime, token.ValidTo);
        Assert.Equal("300", answer.Text("expires_in"));
        Assert.Equal(43, token.Subject.Length);
        string[] expected = ["iss", "sub", "aud", "exp", "iat", "jti", "client_id", "oi_prst", "mesh_kind", "acr", .. organisation is null ? (string[])[] : ["mesh_org"]];
        Assert.Equal(expected.Order(), token.Claims.Select(claim => claim.Type).Distinct().Order());
    }

    [Fact]
    public async Task Token_WhenAudiencesDiffer_HasOneSubPerOrganisation()
    {
        await using var provider = await RunningProvider.StartAsync();
        var atKela = await SubjectAsync(provider, "aino", Participations.Kela);
        var atTeOffice = await SubjectAsync(provider, "aino", Participations.TeOffice);
        var atMunicipality = await SubjectAsync(provider, "aino", Participations.VantaaMunicipality);
        var atLabour = await SubjectAsync(provider, "aino", Participations.VantaaLabour);

        Assert.NotEqual(atKela, atTeOffice);
        Assert.Equal(atMunicipality, atLabour);
        Assert.Equal(atKela, await SubjectAsync(provider, "aino", Participations.Kela));
        Assert.NotEqual(atKela, await SubjectAsync(provider, "eetu", Participations.Kela));
    }

    [Fact]
    public async Task Token_WhenFiveMinutesHavePassed_IsNoLongerValid()
    {
        await using var provider = await RunningProvider.StartAsync();
        var token = await provider.PersonaTokenAsync("aino", Participations.Kela.Urn);
        provider.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.False((await AccessTokens.ValidateAsync(provider, token, Participations.Kela.Urn)).IsValid);
        Assert.Equal(HttpStatusCode.Unauthorized, (await provider.UserInfoAsync(token, Participations.Kela.Urn)).Status);
    }

    [Fact]
    public async Task Persona_WhenEnvironmentIsProduction_IsUnsupportedAndUnannounced()
    {
        await using var provider = await RunningProvider.StartAsync("production");
        var answer = await provider.PersonaAsync("aino", Participations.Kela.Urn);
        var discovery = await provider.Client().GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, "unsupported_grant_type"), (answer.Status, answer.Text("error")));
        Assert.DoesNotContain("grant-type:persona", discovery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Persona_WhenDirectoryTurnsToProductionUnderARunningProvider_IsUnsupported()
    {
        await using var provider = await RunningProvider.StartAsync();
        provider.Directory = TestDirectory.Of("production", provider.Authority.Thumbprint);
        Assert.Equal("unsupported_grant_type", (await provider.PersonaAsync("aino", Participations.Kela.Urn)).Text("error"));
    }

    [Theory]
    [InlineData("nobody", "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", "invalid_grant")]
    [InlineData("", "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", "invalid_grant")]
    [InlineData("aino", "urn:mesh:org:0162193-3:role:MUNICIPALITY", "invalid_target")]
    [InlineData("aino", "urn:mesh:identity-provider", "invalid_target")]
    [InlineData("aino", "Kela", "invalid_request")]
    [InlineData("te-expert", "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", "invalid_target")]
    [InlineData("te-expert", "urn:mesh:gateway", "invalid_target")]
    public async Task Persona_WhenPersonOrTargetIsNotToBeHad_IsRefused(string persona, string resource, string error)
    {
        await using var provider = await RunningProvider.StartAsync();
        Assert.Equal(error, (await provider.PersonaAsync(persona, resource)).Text("error"));
    }

    [Fact]
    public async Task Persona_WhenTwoResourcesOrNone_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        (string, string)[] form = [("grant_type", "urn:mesh:grant-type:persona"), ("client_id", "scenario-player"), ("persona", "aino")];

        var none = await RunningProvider.TokenAsync(provider.Client(), form);
        var two = await RunningProvider.TokenAsync(provider.Client(), [.. form, ("resource", Participations.Kela.Urn), ("resource", Participations.TeOffice.Urn)]);

        Assert.Equal(("invalid_target", "invalid_target"), (none.Text("error"), two.Text("error")));
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("somebody")]
    public async Task Persona_WhenClientIsAnother_IsRefused(string client)
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await RunningProvider.TokenAsync(
            provider.Client(CertificateNames.Gateway),
            ("grant_type", "urn:mesh:grant-type:persona"), ("client_id", client), ("persona", "aino"), ("resource", Participations.Kela.Urn));
        Assert.Contains(answer.Text("error"), (string[])["unauthorized_client", "invalid_client"]);
    }

    private static async Task<string> SubjectAsync(RunningProvider provider, string persona, Participation audience) =>
        (await AccessTokens.ReadAsync(provider, await provider.PersonaTokenAsync(persona, audience.Urn), audience.Urn)).Subject;
}

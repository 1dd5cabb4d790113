using System.Net;
using Mesh.Identity;

namespace Mesh.IdentityProvider.Tests;

public sealed class CodeFlowTests
{
    private static readonly string Kela = SigningIn.Kela;
    private static readonly string TeOffice = SigningIn.TeOffice;

    [Theory]
    [InlineData("aino", "client", null)]
    [InlineData("kela-officer", "professional", "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE")]
    [InlineData("operator", "operator", null)]
    public async Task SignIn_WhenAPersonIsChosen_GivesTheTokenOfThePersonaGrantAndNothingMore(string person, string kind, string? organisation)
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await new SigningIn(provider).SignInAsync(person, Kela);
        var token = await AccessTokens.ReadAsync(provider, answer.Text("access_token")!, Kela);
        var direct = await AccessTokens.ReadAsync(provider, await provider.PersonaTokenAsync(person, Kela), Kela);

        Assert.Equal(("Bearer", "300"), (answer.Text("token_type"), answer.Text("expires_in")));
        Assert.Null(answer.Text("id_token"));
        Assert.Equal([Kela], token.Audiences);
        Assert.Equal(direct.Subject, token.Subject);
        Assert.Equal((kind, organisation, "mesh-web"), (token.Text("mesh_kind"), token.Text("mesh_org"), token.Text("client_id")));
        Assert.Equal(direct.Claims.Select(claim => claim.Type).Order(), token.Claims.Select(claim => claim.Type).Order());
        Assert.Equal(provider.Time.GetUtcNow().AddMinutes(5).UtcDateTime, token.ValidTo);
    }

    [Fact]
    public async Task SignIn_WhenTheBrowserIsSentBack_CarriesCodeStateAndIssuer()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        using var response = await application.ChooseAsync(await application.PageAsync(("resource", Kela)), "aino");

        Assert.Equal(RunningProvider.WebRedirect, response.Headers.Location!.GetLeftPart(UriPartial.Path));
        Assert.Equal(["code", "iss", "state"], SigningIn.Sent(response).Keys.Order());
        Assert.Equal((SigningIn.State, RunningProvider.Issuer.AbsoluteUri), (SigningIn.Sent(response)["state"], SigningIn.Sent(response)["iss"]));
    }

    [Fact]
    public async Task SignIn_WhenTokenIsForAParticipation_OpensUserInfoToIt()
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await new SigningIn(provider).SignInAsync("eetu", Kela);
        Assert.Equal("030988-917F", (await provider.UserInfoAsync(answer.Text("access_token"), Kela)).Text("personal_identity_code"));
    }

    [Fact]
    public async Task SignIn_WhenTokenIsForTheGateway_IsExchangedByIt()
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await new SigningIn(provider).SignInAsync("aino", CertificateNames.Gateway);
        var exchanged = await provider.ExchangeAsync(answer.Text("access_token")!, Kela);
        Assert.Equal([Kela], (await AccessTokens.ReadAsync(provider, exchanged.Text("access_token")!, Kela)).Audiences);
    }

    [Theory]
    [InlineData("code_challenge", "")]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("code_challenge_method", "")]
    [InlineData("response_mode", "fragment")]
    [InlineData("resource", "Kela")]
    public async Task Authorize_WhenAParameterIsNotAsItMustBe_SendsTheFaultBack(string name, string value)
    {
        await using var provider = await RunningProvider.StartAsync();
        using var response = await new SigningIn(provider).OpenAsync((name, value));
        Assert.Equal((HttpStatusCode.Found, "invalid_request"), (response.StatusCode, SigningIn.Sent(response)["error"]));
        Assert.Equal((RunningProvider.WebRedirect, SigningIn.State), (response.Headers.Location!.GetLeftPart(UriPartial.Path), SigningIn.Sent(response)["state"]));
    }

    [Theory]
    [InlineData("scope", "openid", "invalid_scope")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("prompt", "none", "login_required")]
    [InlineData("resource", "urn:mesh:org:0162193-3:role:MUNICIPALITY", "invalid_target")]
    public async Task Authorize_WhenTheRequestCannotBeMet_SendsTheReasonBack(string name, string value, string error)
    {
        await using var provider = await RunningProvider.StartAsync();
        using var response = await new SigningIn(provider).OpenAsync((name, value));
        Assert.Equal((HttpStatusCode.Found, error), (response.StatusCode, SigningIn.Sent(response)["error"]));
    }

    [Theory]
    [InlineData("https://app.mesh.test/signed-in/")]
    [InlineData("https://app.mesh.test/signed-in?next=1")]
    [InlineData("https://app.mesh.test:444/signed-in")]
    [InlineData("https://APP.mesh.test/signed-in")]
    [InlineData("https://evil.test/signed-in")]
    public async Task Authorize_WhenRedirectIsNotTheRegisteredOne_IsRefusedWithoutSendingAnywhere(string redirect)
    {
        await using var provider = await RunningProvider.StartAsync();
        using var response = await new SigningIn(provider).OpenAsync(("redirect_uri", redirect));
        Assert.Equal((HttpStatusCode.BadRequest, null), (response.StatusCode, response.Headers.Location));
        Assert.Contains("invalid_request", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunningProvider.NativeRedirect)]
    [InlineData("http://127.0.0.1:51234/signed-in")]
    public async Task SignIn_WhenClientIsTheDevices_ComesBackByItsSchemeOrItsOwnPort(string redirect)
    {
        await using var provider = await RunningProvider.StartAsync();
        var answer = await new SigningIn(provider, "mesh-native", redirect).SignInAsync("aino", Kela);
        Assert.Equal("mesh-native", (await AccessTokens.ReadAsync(provider, answer.Text("access_token")!, Kela)).Text("client_id"));
    }

    [Theory]
    [InlineData("code_verifier", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong", "invalid_grant")]
    [InlineData("code_verifier", "", "invalid_request")]
    [InlineData("redirect_uri", "https://app.mesh.test/other", "invalid_grant")]
    [InlineData("redirect_uri", "", "invalid_request")]
    [InlineData("client_id", "mesh-native", "invalid_grant")]
    [InlineData("client_id", "scenario-player", "unauthorized_client")]
    [InlineData("resource", "urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY", "invalid_target")]
    [InlineData("code", "not-a-code", "invalid_grant")]
    public async Task Redeem_WhenRequestIsNotTheOneOfTheCode_IsRefused(string name, string value, string error)
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var answer = await application.RedeemAsync(await application.CodeAsync("aino", Kela), (name, value));
        Assert.Equal((HttpStatusCode.BadRequest, error, null), (answer.Status, answer.Text("error"), answer.Text("access_token")));
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    [InlineData(61, false)]
    public async Task Redeem_WhenAMinuteHasPassed_IsTooLate(int seconds, bool inTime)
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var code = await application.CodeAsync("aino", Kela);
        provider.Time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(inTime ? null : "invalid_grant", (await application.RedeemAsync(code)).Text("error"));
    }

    [Fact]
    public async Task Redeem_WhenCodeWasUsedBefore_IsRefusedAndEndsTheSession()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var code = await application.CodeAsync("aino", Kela);
        var first = await application.RedeemAsync(code);
        var second = await application.RedeemAsync(code);

        Assert.Equal("invalid_grant", second.Text("error"));
        Assert.Equal("invalid_grant", (await application.RefreshAsync(first.Text("refresh_token")!)).Text("error"));
    }

    [Fact]
    public async Task Redeem_WhenSignInWasForTwoParticipations_ChoosesOneOfThem()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);

        Assert.Equal("invalid_target", (await application.RedeemAsync(await application.CodeAsync("aino", Kela, TeOffice))).Text("error"));
        var chosen = await application.RedeemAsync(await application.CodeAsync("aino", Kela, TeOffice), ("resource", TeOffice));
        Assert.Equal([TeOffice], (await AccessTokens.ReadAsync(provider, chosen.Text("access_token")!, TeOffice)).Audiences);
        var both = await application.RedeemAsync(await application.CodeAsync("aino", Kela, TeOffice), ("resource", TeOffice), ("resource", Kela));
        Assert.Equal("invalid_target", both.Text("error"));
    }

    [Fact]
    public async Task Redeem_WhenSignInNamedNoTarget_WantsOneThatThePersonMayAddress()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);

        Assert.Equal("invalid_target", (await application.SignInAsync("te-expert")).Text("error"));
        Assert.Equal("invalid_target", (await application.RedeemAsync(await application.CodeAsync("te-expert"), ("resource", Kela))).Text("error"));
        Assert.Null((await application.RedeemAsync(await application.CodeAsync("te-expert"), ("resource", TeOffice))).Text("error"));
    }

    [Fact]
    public async Task Redeem_WhenOfflineAccessWasNotAsked_GivesNoRefreshToken()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        using var response = await application.ChooseAsync(await application.PageAsync(("scope", ""), ("resource", Kela)), "aino");
        var answer = await application.RedeemAsync(SigningIn.Sent(response)["code"]);
        Assert.NotNull(answer.Text("access_token"));
        Assert.Null(answer.Text("refresh_token"));
    }
}

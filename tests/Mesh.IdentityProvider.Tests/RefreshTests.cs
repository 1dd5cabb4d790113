using System.Net;
using Mesh.Identity;
using Mesh.IdentityProvider.Sessions;

namespace Mesh.IdentityProvider.Tests;

public sealed class RefreshTests
{
    private static readonly string Kela = SigningIn.Kela;
    private static readonly string TeOffice = SigningIn.TeOffice;

    [Fact]
    public async Task Refresh_WhenTokenIsFresh_GivesANewPairForTheSameParticipation()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var first = await application.SignInAsync("aino", Kela);
        provider.Time.Advance(TimeSpan.FromMinutes(4));
        var second = await application.RefreshAsync(Refresh(first));

        var before = await AccessTokens.ReadAsync(provider, first.Text("access_token")!, Kela);
        var after = await AccessTokens.ReadAsync(provider, second.Text("access_token")!, Kela);
        Assert.NotEqual(Refresh(first), Refresh(second));
        Assert.Equal(before.Subject, after.Subject);
        Assert.Equal(provider.Time.GetUtcNow().AddMinutes(5).UtcDateTime, after.ValidTo);
        Assert.Equal(before.Claims.Select(claim => claim.Type), after.Claims.Select(claim => claim.Type));
    }

    [Fact]
    public async Task Refresh_WhenAnOldTokenIsShown_EndsTheWholeSession()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var first = Refresh(await application.SignInAsync("aino", Kela));
        var second = Refresh(await application.RefreshAsync(first));
        var third = Refresh(await application.RefreshAsync(second));

        Assert.Equal("invalid_grant", (await application.RefreshAsync(first)).Text("error"));
        Assert.Equal("invalid_grant", (await application.RefreshAsync(third)).Text("error"));
        Assert.Equal("invalid_grant", (await application.RefreshAsync(second)).Text("error"));
    }

    [Fact]
    public async Task Refresh_WhenAnOldTokenIsShown_LeavesThePersonsOtherSessionAlone()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var other = Refresh(await new SigningIn(provider).SignInAsync("aino", Kela));
        var first = Refresh(await application.SignInAsync("aino", Kela));
        await application.RefreshAsync(first);
        await application.RefreshAsync(first);
        Assert.Null((await application.RefreshAsync(other)).Text("error"));
    }

    [Fact]
    public async Task Refresh_WhenOneTokenIsShownManyTimesAtOnce_AnswersOneAtMostAndLeavesNoLivingToken()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        for (var round = 0; round < 5; round++)
        {
            var shown = Refresh(await application.SignInAsync("aino", Kela));
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => application.RefreshAsync(shown)));

            var given = answers.Where(answer => answer.Status == HttpStatusCode.OK).ToList();
            Assert.True(given.Count <= 1, $"{given.Count} were answered.");
            Assert.All(answers.Except(given), answer => Assert.Equal("invalid_grant", answer.Text("error")));
            foreach (var answer in given)
            {
                Assert.Equal("invalid_grant", (await application.RefreshAsync(Refresh(answer))).Text("error"));
            }
        }
    }

    [Fact]
    public async Task Refresh_WhenAnotherParticipationIsNamed_GivesItsTokenWithNothingInCommon()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var first = await application.SignInAsync("aino", Kela);
        var second = await application.RefreshAsync(Refresh(first), ("resource", TeOffice));
        var third = await application.RefreshAsync(Refresh(second));

        var atKela = await AccessTokens.ReadAsync(provider, first.Text("access_token")!, Kela);
        var atTeOffice = await AccessTokens.ReadAsync(provider, second.Text("access_token")!, TeOffice);
        await AccessTokens.ReadAsync(provider, third.Text("access_token")!, TeOffice);

        // What two organisations could lay side by side must not tell that it is one person, let alone one sign-in.
        string[] alike = ["iss", "iat", "exp", "client_id", "oi_prst", "mesh_kind", "acr"];
        Assert.Equal(
            alike.Order(),
            atKela.Claims.Where(claim => atTeOffice.Claims.Any(other => (other.Type, other.Value) == (claim.Type, claim.Value))).Select(claim => claim.Type).Order());
    }

    [Theory]
    [InlineData("te-expert", "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", "invalid_target")]
    [InlineData("te-expert", "urn:mesh:gateway", "invalid_target")]
    [InlineData("aino", "urn:mesh:org:0162193-3:role:MUNICIPALITY", "invalid_target")]
    [InlineData("aino", "Kela", "invalid_request")]
    public async Task Refresh_WhenTargetIsNotThePersons_IsRefused(string person, string resource, string error)
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var token = Refresh(await application.SignInAsync(person, TeOffice));
        Assert.Equal(error, (await application.RefreshAsync(token, ("resource", resource))).Text("error"));
        Assert.Null((await application.RefreshAsync(token)).Text("error"));
    }

    [Fact]
    public async Task Refresh_WhenAnotherClientShowsTheToken_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var token = Refresh(await application.SignInAsync("aino", Kela));
        Assert.Equal("invalid_grant", (await application.RefreshAsync(token, ("client_id", "mesh-native"))).Text("error"));
        Assert.Equal("unauthorized_client", (await application.RefreshAsync(token, ("client_id", "scenario-player"))).Text("error"));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task Refresh_WhenTheSlidingLifeEnds_IsRefused(int secondsFromEnd, bool answered)
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var first = await application.SignInAsync("aino", Kela);
        provider.Time.Advance(TimeSpan.FromHours(7));
        var second = Refresh(await application.RefreshAsync(Refresh(first)));

        // Seven hours in, the second token has five to go: the twelve of the sign-in come before its own eight.
        provider.Time.Advance(TimeSpan.FromHours(5) + TimeSpan.FromSeconds(secondsFromEnd));
        Assert.Equal(answered ? null : "invalid_grant", (await application.RefreshAsync(second)).Text("error"));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task Refresh_WhenUnusedForTheConfiguredLife_IsRefused(int secondsFromEnd, bool answered)
    {
        await using var provider = await RunningProvider.StartAsync(session: new SessionLife(TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)));
        var application = new SigningIn(provider);
        var token = Refresh(await application.SignInAsync("aino", Kela));
        provider.Time.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(secondsFromEnd));
        Assert.Equal(answered ? null : "invalid_grant", (await application.RefreshAsync(token)).Text("error"));
    }

    [Fact]
    public async Task Refresh_WhenThePersonSignedOut_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var token = Refresh(await application.SignInAsync("aino", Kela));
        using var form = new FormUrlEncodedContent([new("client_id", "mesh-web"), new("token", token)]);
        using var revoked = await provider.Client().PostAsync(new Uri("/connect/revoke", UriKind.Relative), form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal("invalid_grant", (await application.RefreshAsync(token)).Text("error"));
    }

    [Fact]
    public async Task Refresh_WhenTheProviderWasRestarted_GoesOn()
    {
        await using var provider = await RunningProvider.StartAsync();
        var token = Refresh(await new SigningIn(provider).SignInAsync("aino", Kela));
        await provider.RestartAsync();
        var application = new SigningIn(provider);
        var next = await application.RefreshAsync(token);
        Assert.Null(next.Text("error"));
        Assert.Equal("invalid_grant", (await application.RefreshAsync(token)).Text("error"));
    }

    [Fact]
    public async Task Refresh_WhenDirectoryTurnsToProduction_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var token = Refresh(await application.SignInAsync("aino", Kela));
        provider.Directory = TestDirectory.Of("production", provider.Authority.Thumbprint);
        Assert.Equal("invalid_grant", (await application.RefreshAsync(token)).Text("error"));
    }

    [Fact]
    public async Task Refresh_WhenTokenIsShownAsAnAccessToken_OpensNothing()
    {
        await using var provider = await RunningProvider.StartAsync();
        var token = Refresh(await new SigningIn(provider).SignInAsync("aino", CertificateNames.Gateway));
        Assert.Equal(HttpStatusCode.Unauthorized, (await provider.UserInfoAsync(token, Kela)).Status);
        Assert.Equal("invalid_grant", (await provider.ExchangeAsync(token, Kela)).Text("error"));
        Assert.DoesNotContain("aino", token, StringComparison.Ordinal);
    }

    private static string Refresh(Answer answer) => answer.Text("refresh_token") ?? throw new InvalidOperationException(answer.Body);
}

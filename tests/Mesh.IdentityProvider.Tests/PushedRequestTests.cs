using System.Net;

namespace Mesh.IdentityProvider.Tests;

public sealed class PushedRequestTests
{
    [Fact]
    public async Task SignIn_WhenRequestWasPushed_ShowsNothingOfItInTheBrowserAndGivesTheToken()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var pushed = await PushAsync(provider, application, ("resource", SigningIn.Kela));
        Assert.Equal(HttpStatusCode.Created, pushed.Status);

        var page = await PageAsync(application, pushed.Text("request_uri")!);
        Assert.DoesNotContain(application.Challenge, page, StringComparison.Ordinal);
        using var response = await application.ChooseAsync(page, "aino");
        var answer = await application.RedeemAsync(SigningIn.Sent(response)["code"]);
        Assert.Equal([SigningIn.Kela], (await AccessTokens.ReadAsync(provider, answer.Text("access_token")!, SigningIn.Kela)).Audiences);
    }

    [Fact]
    public async Task SignIn_WhenPushedRequestWasUsed_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var address = (await PushAsync(provider, application)).Text("request_uri")!;
        var page = await PageAsync(application, address);
        (await application.ChooseAsync(page, "aino")).Dispose();

        using var again = await application.ChooseAsync(page, "aino");
        Assert.Equal((HttpStatusCode.BadRequest, null), (again.StatusCode, again.Headers.Location));
    }

    [Fact]
    public async Task SignIn_WhenAnotherClientUsesThePushedRequest_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var address = (await PushAsync(provider, application)).Text("request_uri")!;
        using var response = await application.Browser.GetAsync(
            SigningIn.Address([("client_id", "mesh-native"), ("request_uri", address)]), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.BadRequest, null), (response.StatusCode, response.Headers.Location));
    }

    [Theory]
    [InlineData("code_challenge", "", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("redirect_uri", "https://evil.test/", "invalid_request")]
    [InlineData("client_id", "somebody", "invalid_client")]
    public async Task Push_WhenRequestIsNotInOrder_IsRefused(string name, string value, string error)
    {
        await using var provider = await RunningProvider.StartAsync();
        Assert.Equal(error, (await PushAsync(provider, new(provider), (name, value))).Text("error"));
    }

    private static async Task<Answer> PushAsync(RunningProvider provider, SigningIn application, params (string Name, string Value)[] changes)
    {
        using var form = new FormUrlEncodedContent(application.Request(changes).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await provider.Client().PostAsync(new Uri("/connect/par", UriKind.Relative), form, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }

    private static async Task<string> PageAsync(SigningIn application, string address)
    {
        using var response = await application.Browser.GetAsync(
            SigningIn.Address([("client_id", "mesh-web"), ("request_uri", address)]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}

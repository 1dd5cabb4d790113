using System.Net;
using System.Text.RegularExpressions;
using Mesh.IdentityProvider.People;

namespace Mesh.IdentityProvider.Tests;

public sealed partial class SignInPageTests
{
    private static readonly string Kela = SigningIn.Kela;

    [Theory]
    [InlineData("fi", "Kirjaudu esittelyyn", "Asiakkaat", "Kirjaudu sis")]
    [InlineData("sv", "Logga in i demonstrationen", "Klienter", "Logga in")]
    [InlineData("en", "Sign in to the demonstration", "Clients", "Sign in")]
    public async Task Page_WhenALanguageIsWished_SpeaksItAndSaysSo(string language, string heading, string clients, string button)
    {
        await using var provider = await RunningProvider.StartAsync();
        var page = await new SigningIn(provider).PageAsync(("ui_locales", $"de {language}-FI"));
        Assert.StartsWith($"<!DOCTYPE html>\n<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{heading}</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<legend>{clients}</legend>", page, StringComparison.Ordinal);
        Assert.Contains($"<button type=\"submit\">{button}", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sv-FI, fi;q=0.8", "sv")]
    [InlineData("de, en;q=0.3, fi;q=0.4", "fi")]
    [InlineData("de", "fi")]
    public async Task Page_WhenOnlyTheBrowserWishes_FollowsIt(string wishes, string language)
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        application.Browser.DefaultRequestHeaders.Add("Accept-Language", wishes);
        Assert.Contains($"<html lang=\"{language}\">", await application.PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhenAnotherLanguageIsFollowed_KeepsTheRequest()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var page = await application.PageAsync(("resource", Kela), ("ui_locales", "fi"));
        var address = WebUtility.HtmlDecode(EnglishLink().Match(page).Groups[1].Value);
        var english = await application.Browser.GetStringAsync(new Uri("/connect/authorize" + address, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("<html lang=\"en\">", english, StringComparison.Ordinal);
        using var response = await application.ChooseAsync(english, "aino");
        Assert.Null((await application.RedeemAsync(SigningIn.Sent(response)["code"])).Text("error"));
    }

    [Fact]
    public async Task Page_WhenRead_HasALabelForEachChoiceAndNeedsNothingElse()
    {
        await using var provider = await RunningProvider.StartAsync();
        var page = await new SigningIn(provider).PageAsync();

        var ids = Choice().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches($"<label for=\"{id}\">[^<]+</label>", page));
        Assert.Equal(Regex.Count(page, "<fieldset>"), Regex.Count(page, "<fieldset>\n<legend>[^<]+</legend>"));
        Assert.Single(Regex.Matches(page, "<h1>"));
        Assert.Single(Regex.Matches(page, "<main>"));
        Assert.Matches("<title>[^<]+</title>", page);
        Assert.Contains("name=\"viewport\"", page, StringComparison.Ordinal);
        foreach (var absent in (string[])["<script", "src=", "<link", "<img", "url(", "onclick", "style=\"", "autofocus", "role=\"alert\""])
        {
            Assert.DoesNotContain(absent, page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Page_WhenRead_ListsEverybodyOfTheDirectoryAndNoCode()
    {
        await using var provider = await RunningProvider.StartAsync();
        var page = WebUtility.HtmlDecode(await new SigningIn(provider).PageAsync());
        var directory = provider.Directory;
        foreach (var person in DemoPeople.BuiltIn().All)
        {
            var listed = page.Contains($">{person.Name}</label>", StringComparison.Ordinal);
            Assert.Equal(person.Participation is not { } own || directory.Find(own) is not null, listed);
            Assert.True(person.Code is null || !page.Contains(person.Code.Reveal(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Page_WhenATargetIsNamed_ListsOnlyThoseWhoMayAddressIt()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var page = await application.PageAsync(("resource", Kela));
        Assert.Contains("value=\"kela-officer\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"aino\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("te-expert", page, StringComparison.Ordinal);

        using var response = await application.ChooseAsync(page, "te-expert");
        Assert.Equal((HttpStatusCode.BadRequest, null), (response.StatusCode, response.Headers.Location));
    }

    [Fact]
    public async Task Page_WhenSent_TellsTheBrowserToTakeNothingElse()
    {
        await using var provider = await RunningProvider.StartAsync();
        using var response = await new SigningIn(provider).OpenAsync();
        string Header(string name) => string.Join(' ', response.Headers.TryGetValues(name, out var values) ? values : []);

        Assert.Matches(
            "^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' https://app.mesh.test; base-uri 'none'; frame-ancestors 'none'$",
            Header("Content-Security-Policy"));
        Assert.Equal(("no-store", "nosniff", "DENY", "no-referrer"), (Header("Cache-Control"), Header("X-Content-Type-Options"), Header("X-Frame-Options"), Header("Referrer-Policy")));
        Assert.Matches("^__Host-mesh-sign-in=[^;]+; path=/; secure; samesite=lax; httponly$", Header("Set-Cookie"));
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task Page_WhenStyleIsHashed_IsTheStyleItHas()
    {
        await using var provider = await RunningProvider.StartAsync();
        using var response = await new SigningIn(provider).OpenAsync();
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var style = Style().Match(page).Groups[1].Value;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"'sha256-{hash}'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choose_WhenNobodyIsChosen_ShowsThePageAgainWithAnAlert()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        using var response = await application.ChooseAsync(await application.PageAsync(("ui_locales", "en"), ("resource", Kela)), person: null);
        var again = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("<title>Error: ", again, StringComparison.Ordinal);
        Assert.Contains("<p id=\"fault\" role=\"alert\">Choose a person before signing in.</p>", again, StringComparison.Ordinal);
        Assert.Contains("<fieldset aria-describedby=\"fault\">", again, StringComparison.Ordinal);
        using var chosen = await application.ChooseAsync(again, "aino");
        Assert.Equal(HttpStatusCode.Found, chosen.StatusCode);
    }

    [Fact]
    public async Task Choose_WhenTheFormWasForged_GivesNoCode()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var page = await application.PageAsync(("resource", Kela));

        using var otherBrowser = await application.ChooseAsync(page, "aino", provider.Browser());
        using var noToken = await application.ChooseAsync(Regex.Replace(page, "<input type=\"hidden\" name=\"__RequestVerificationToken\"[^>]*>", ""), "aino");
        Assert.Equal((HttpStatusCode.BadRequest, null), (otherBrowser.StatusCode, otherBrowser.Headers.Location));
        Assert.Equal((HttpStatusCode.BadRequest, null), (noToken.StatusCode, noToken.Headers.Location));
    }

    [Fact]
    public async Task Choose_WhenTheProviderWasRestarted_TakesTheFormGivenBefore()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        using var before = await application.OpenAsync(("resource", Kela));
        var page = await before.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await provider.RestartAsync();

        var browser = provider.Client();
        browser.DefaultRequestHeaders.Add("Cookie", before.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var response = await application.ChooseAsync(page, "aino", browser);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    [Fact]
    public async Task Page_WhenAParameterHoldsMarkup_ShowsItAsText()
    {
        await using var provider = await RunningProvider.StartAsync();
        var page = await new SigningIn(provider).PageAsync(("state", "\"><script>alert(1)</script>"));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(("state", "\"><script>alert(1)</script>"), SigningIn.Hidden(page));
    }

    [Theory]
    [InlineData("/connect/authorize", "GET")]
    [InlineData("/connect/authorize", "POST")]
    [InlineData("/connect/par", "POST")]
    public async Task SignIn_WhenDirectorySaysProduction_IsAbsentWithAClearError(string path, string method)
    {
        await using var provider = await RunningProvider.StartAsync("production");
        var query = string.Join('&', new SigningIn(provider).Request().Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"{path}?{query}", UriKind.Relative));
        using var response = await provider.Client().SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await Answer.OfAsync(response);

        Assert.Equal((HttpStatusCode.BadRequest, "unsupported_response_type"), (answer.Status, answer.Text("error")));
        Assert.Contains("own authority", answer.Text("error_description"), StringComparison.Ordinal);
        Assert.Equal("unsupported_grant_type", (await new SigningIn(provider).RedeemAsync("code")).Text("error"));
    }

    [Fact]
    public async Task SignIn_WhenDirectoryTurnsToProductionUnderARunningProvider_IsRefused()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var page = await application.PageAsync(("resource", Kela));
        provider.Directory = TestDirectory.Of("production", provider.Authority.Thumbprint);

        using var shown = await application.OpenAsync();
        using var chosen = await application.ChooseAsync(page, "aino");
        Assert.Equal(("unsupported_response_type", "unsupported_response_type"), (SigningIn.Sent(shown)["error"], SigningIn.Sent(chosen)["error"]));
    }

    [Theory]
    [InlineData("/connect/token", "https://app.mesh.test", true)]
    [InlineData("/.well-known/openid-configuration", "https://app.mesh.test", true)]
    [InlineData("/connect/token", "https://evil.test", false)]
    [InlineData("/connect/authorize", "https://app.mesh.test", false)]
    [InlineData("/connect/userinfo", "https://app.mesh.test", false)]
    public async Task Script_WhenItRunsInABrowser_ReadsTokensForItsOwnSiteAndNeverThePage(string path, string origin, bool open)
    {
        await using var provider = await RunningProvider.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(path, UriKind.Relative));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", path.StartsWith("/connect", StringComparison.Ordinal) ? "POST" : "GET");
        using var response = await provider.Client().SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(open ? origin : null, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins.Single() : null);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [GeneratedRegex("<input type=\"radio\" id=\"([^\"]+)\"")]
    private static partial Regex Choice();

    [GeneratedRegex("<a href=\"([^\"]+)\" lang=\"en\"")]
    private static partial Regex EnglishLink();

    [GeneratedRegex("<style>(.*)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}

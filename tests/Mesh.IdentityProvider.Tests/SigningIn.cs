using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Mesh.IdentityProvider.Tests;

/// <summary>A person's application with the browser it opens: real requests, cookies and the form as the page gives it.</summary>
internal sealed partial class SigningIn(RunningProvider provider, string client = "mesh-web", string redirect = RunningProvider.WebRedirect)
{
    internal const string State = "state-1";
    internal static readonly string Kela = Participations.Kela.Urn;
    internal static readonly string TeOffice = Participations.TeOffice.Urn;

    internal string Verifier { get; } = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    internal HttpClient Browser { get; } = provider.Browser();

    internal string Challenge => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>An authorization request in order; what is given replaces parameters of the same name, an empty value takes one away.</summary>
    internal IReadOnlyList<(string Name, string Value)> Request(params (string Name, string Value)[] changes) => Changed(
        [
            ("client_id", client), ("redirect_uri", redirect), ("response_type", "code"), ("scope", "offline_access"), ("state", State),
            ("code_challenge", Challenge), ("code_challenge_method", "S256"),
        ],
        changes);

    internal Task<HttpResponseMessage> OpenAsync(params (string Name, string Value)[] changes) =>
        Browser.GetAsync(Address(Request(changes)), TestContext.Current.CancellationToken);

    internal async Task<string> PageAsync(params (string Name, string Value)[] changes)
    {
        using var response = await OpenAsync(changes);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends the page's form with a person chosen.</summary>
    internal async Task<HttpResponseMessage> ChooseAsync(string page, string? person, HttpClient? browser = null)
    {
        var fields = Hidden(page).Select(field => KeyValuePair.Create(field.Name, field.Value));
        using var form = new FormUrlEncodedContent(person is null ? fields : fields.Append(new("person", person)));
        return await (browser ?? Browser).PostAsync(new Uri("/connect/authorize", UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    internal async Task<string> CodeAsync(string person, params string[] resources)
    {
        using var response = await ChooseAsync(await PageAsync([.. resources.Select(resource => ("resource", resource))]), person);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return Sent(response)["code"];
    }

    internal Task<Answer> RedeemAsync(string code, params (string Name, string Value)[] changes) => TokenAsync(
        [("grant_type", "authorization_code"), ("client_id", client), ("redirect_uri", redirect), ("code_verifier", Verifier), ("code", code)], changes);

    internal Task<Answer> RefreshAsync(string refreshToken, params (string Name, string Value)[] changes) =>
        TokenAsync([("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", refreshToken)], changes);

    internal async Task<Answer> SignInAsync(string person, params string[] resources) => await RedeemAsync(await CodeAsync(person, resources));

    /// <summary>The parameters of the address the browser is sent to.</summary>
    internal static Dictionary<string, string> Sent(HttpResponseMessage response) =>
        QueryHelpers.ParseQuery(response.Headers.Location!.Query).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);

    internal static IReadOnlyList<(string Name, string Value)> Hidden(string page) =>
        [.. HiddenInput().Matches(page).Select(match => (WebUtility.HtmlDecode(match.Groups[1].Value), WebUtility.HtmlDecode(match.Groups[2].Value)))];

    internal static Uri Address(IEnumerable<(string Name, string Value)> query) => new(
        QueryHelpers.AddQueryString("/connect/authorize", query.Select(field => KeyValuePair.Create(field.Name, (string?)field.Value))), UriKind.Relative);

    private Task<Answer> TokenAsync((string Name, string Value)[] usual, (string Name, string Value)[] changes) =>
        RunningProvider.TokenAsync(provider.Client(), Changed(usual, changes));

    private static (string Name, string Value)[] Changed((string Name, string Value)[] usual, (string Name, string Value)[] changes) =>
        [.. usual.Where(field => changes.All(change => change.Name != field.Name)).Concat(changes).Where(field => field.Value.Length > 0)];

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex HiddenInput();
}

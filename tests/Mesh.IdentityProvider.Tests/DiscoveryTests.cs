using System.Text.Json;

namespace Mesh.IdentityProvider.Tests;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task Discovery_WhenPeopleSignInHere_TellsWhatIsOffered()
    {
        await using var provider = await RunningProvider.StartAsync();
        var discovery = await ReadAsync(provider);

        Assert.Equal(RunningProvider.Issuer.AbsoluteUri, discovery.GetProperty("issuer").GetString());
        Assert.Equal(["authorize", "par", "revoke", "token", "userinfo"], Endpoints(discovery));
        Assert.Equal(
            [
                "authorization_code", "client_credentials", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange",
                "urn:mesh:grant-type:persona",
            ],
            Listed(discovery, "grant_types_supported"));
        Assert.Equal(["none", "tls_client_auth"], Listed(discovery, "token_endpoint_auth_methods_supported"));
        Assert.Equal(["none"], Listed(discovery, "revocation_endpoint_auth_methods_supported"));
        Assert.Equal(["none"], Listed(discovery, "pushed_authorization_request_endpoint_auth_methods_supported"));
        Assert.Equal(["S256"], Listed(discovery, "code_challenge_methods_supported"));
        Assert.Equal(["code"], Listed(discovery, "response_types_supported"));
        Assert.Equal(["query"], Listed(discovery, "response_modes_supported"));
        Assert.Equal(["offline_access"], Listed(discovery, "scopes_supported"));
        Assert.Equal(["login", "none", "select_account"], Listed(discovery, "prompt_values_supported"));
        Assert.Equal(["pairwise"], Listed(discovery, "subject_types_supported"));
        Assert.Equal(["en", "fi", "sv"], Listed(discovery, "ui_locales_supported"));
        Assert.Equal(["urn:mesh:assurance:high", "urn:mesh:assurance:substantial"], Listed(discovery, "acr_values_supported"));
        Assert.True(discovery.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.False(discovery.TryGetProperty("id_token_signing_alg_values_supported", out _));
    }

    [Fact]
    public async Task Discovery_WhenDirectorySaysProduction_OffersNoSignIn()
    {
        await using var provider = await RunningProvider.StartAsync("production");
        var discovery = await ReadAsync(provider);

        Assert.Equal(["token", "userinfo"], Endpoints(discovery));
        Assert.Equal(["client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange"], Listed(discovery, "grant_types_supported"));
        Assert.Equal(["tls_client_auth"], Listed(discovery, "token_endpoint_auth_methods_supported"));
        Assert.False(discovery.TryGetProperty("code_challenge_methods_supported", out _));
        Assert.False(discovery.TryGetProperty("response_types_supported", out _));
    }

    private static async Task<JsonElement> ReadAsync(RunningProvider provider) => JsonDocument.Parse(await provider.Client().GetStringAsync(
        new Uri("/.well-known/openid-configuration", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;

    private static IEnumerable<string> Listed(JsonElement discovery, string name) =>
        discovery.GetProperty(name).EnumerateArray().Select(value => value.GetString()!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Endpoints(JsonElement discovery) => discovery.EnumerateObject()
        .Where(property => property.Name.EndsWith("_endpoint", StringComparison.Ordinal))
        .Select(property => new Uri(property.Value.GetString()!).AbsolutePath["/connect/".Length..])
        .Order(StringComparer.Ordinal);
}

using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.IdentityProvider.Tests;

/// <summary>Validates tokens as a service does: discovery, JWKS, issuer, one audience, life.</summary>
internal static class AccessTokens
{
    internal static async Task<TokenValidationResult> ValidateAsync(RunningProvider provider, string token, string audience)
    {
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(
            new Uri(provider.Address, "/.well-known/openid-configuration").AbsoluteUri,
            new HttpDocumentRetriever(provider.Client()),
            TestContext.Current.CancellationToken);
        var now = provider.Time.GetUtcNow().UtcDateTime;
        return await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new()
        {
            ValidIssuer = RunningProvider.Issuer.AbsoluteUri,
            ValidAudience = audience,
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = configuration.SigningKeys,
            LifetimeValidator = (from, to, _, _) => !(from > now) && now < to,
        });
    }

    internal static async Task<JsonWebToken> ReadAsync(RunningProvider provider, string token, string audience)
    {
        var result = await ValidateAsync(provider, token, audience);
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }

    internal static string? Text(this JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) ? value : null;
}

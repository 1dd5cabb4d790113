using Mesh.Hosting.Certificates;
using Mesh.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Hosting.Calls;

/// <summary>Validates people's access tokens: issuer, one audience, lifetime by the machine's clock, signature by the issuer's keys.</summary>
public sealed class AccessTokens
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _provider;
    private readonly TimeProvider _time;

    /// <summary>Tokens of one issuer.</summary>
    public AccessTokens(Uri issuer, MeshHandlers handlers, TimeProvider time)
    {
        _time = time;
        _provider = new ConfigurationManager<OpenIdConnectConfiguration>(
            new Uri(issuer, ".well-known/openid-configuration").ToString(),
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(new HttpClient(handlers.For(CertificateNames.IdentityProvider, () => null)) { Timeout = Patience }));
    }

    /// <summary>The token's claims, or null when it is not valid for this audience.</summary>
    public async Task<PersonClaims?> ReadAsync(string token, string audience, CancellationToken cancellation)
    {
        var result = await ValidateAsync(token, audience, cancellation);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have rotated its keys since they were fetched.
            _provider.RequestRefresh();
            result = await ValidateAsync(token, audience, cancellation);
        }

        return result.IsValid && result.SecurityToken is JsonWebToken jwt && jwt.Audiences.Count() == 1 ? PersonClaims.Of(jwt) : null;
    }

    private async Task<TokenValidationResult> ValidateAsync(string token, string audience, CancellationToken cancellation)
    {
        var configuration = await ConfigurationAsync(cancellation);
        return await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = audience,
            IssuerSigningKeys = configuration.SigningKeys,
            ValidTypes = ["at+jwt"],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (from, to, _, _) => IsLive(from, to),
        });
    }

    // Without the provider's keys it is not known whether the token is good: neither the caller's fault nor a fault of this service.
    private async Task<OpenIdConnectConfiguration> ConfigurationAsync(CancellationToken cancellation)
    {
        try
        {
            return await _provider.GetConfigurationAsync(cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw UserInfoEndpoint.Unreachable.Raise();
        }
    }

    private bool IsLive(DateTime? from, DateTime? to)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return to is { } end && now < end + Skew && (from is null || now >= from - Skew);
    }
}

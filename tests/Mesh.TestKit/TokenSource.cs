using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.IdentityProvider;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.TestKit;

/// <summary>The real identity provider on a free port, and tokens of its people by the persona grant.</summary>
public sealed class TokenSource : IAsyncDisposable
{
    /// <summary>Issuer in the tokens. Where the provider listens is another matter: a free port.</summary>
    public static readonly Uri Issuer = new("https://identity-provider.test/");

    private readonly ConcurrentDictionary<(string, string), string> _kept = new();
    private readonly string _data;
    private readonly WebApplication _provider;
    private readonly HttpClient _http;

    private TokenSource(string data, WebApplication provider, HttpClient http)
    {
        _data = data;
        _provider = provider;
        _http = http;
    }

    private ShiftedTime Time { get; init; } = new();

    /// <summary>Starts the provider of an installation and tells the installation of it.</summary>
    public static async Task<TokenSource> StartAsync(Installation installation, CancellationToken cancellation)
    {
        var time = new ShiftedTime();
        var data = Path.Combine(installation.Folder, "identity-provider");
        var provider = IdentityProviderApplication.Build(new()
        {
            Issuer = Issuer,
            Listen = new(IPAddress.Loopback, 0),
            DataFolder = data,
            Certificate = installation.Authority.Issue(CertificateNames.IdentityProvider, CertificateUse.ServerAndClient),
            TrustedRoots = [installation.Authority.Root],
            Directory = () => installation.Directory,
            Time = time,
            Logging = static logging => logging.ClearProviders(),
        });
        await provider.StartAsync(cancellation);
        installation.Issuer = provider.ListeningAt();
        var http = new HttpClient(installation.Handler(CertificateNames.IdentityProvider, certificate: null)) { BaseAddress = installation.Issuer };
        return new(data, provider, http) { Time = time };
    }

    /// <summary>A persona's token for an audience; the same one each time it is asked for.</summary>
    public async Task<string> OfAsync(string persona, string audience)
    {
        if (!_kept.TryGetValue((persona, audience), out var token))
        {
            _kept[(persona, audience)] = token = await FreshAsync(persona, audience);
        }

        return token;
    }

    /// <summary>A persona's token that expired five minutes ago.</summary>
    public async Task<string> ExpiredAsync(string persona, string audience)
    {
        Time.Advance(TimeSpan.FromMinutes(-10));
        try
        {
            return await FreshAsync(persona, audience);
        }
        finally
        {
            Time.Advance(TimeSpan.FromMinutes(10));
        }
    }

    /// <summary>
    /// A token that the provider would never issue, under its own key: what is left when a rule of the provider fails. The claims
    /// given stand in the place of a professional's.
    /// </summary>
    public string Forge(string audience, string kind, string? organisation, string type = "at+jwt", ECDsa? otherKey = null)
    {
        using var own = ECDsa.Create();
        own.ImportFromPem(File.ReadAllText(Path.Combine(_data, "token-signing.key")));
        var claims = new Dictionary<string, object> { ["sub"] = "forged", ["mesh_kind"] = kind, ["acr"] = "urn:mesh:assurance:high" };
        if (organisation is not null)
        {
            claims["mesh_org"] = organisation;
        }

        var kid = Base64UrlEncoder.Encode(SHA256.HashData(own.ExportSubjectPublicKeyInfo()).AsSpan(0, 12).ToArray());
        var now = Time.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer.AbsoluteUri,
            Audience = audience,
            TokenType = type,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            Claims = claims,
            SigningCredentials = new(
                new ECDsaSecurityKey(otherKey ?? own) { KeyId = kid, CryptoProviderFactory = new() { CacheSignatureProviders = false } },
                SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _provider.DisposeAsync();
    }

    private async Task<string> FreshAsync(string persona, string audience)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "scenario-player",
            ["grant_type"] = "urn:mesh:grant-type:persona",
            ["persona"] = persona,
            ["resource"] = audience,
        });
        using var response = await _http.PostAsync(new Uri("connect/token", UriKind.Relative), form);
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>();
        return (string?)answer?["access_token"]
            ?? throw new InvalidOperationException($"No token for {persona} at {audience}: {answer?["error"]}.");
    }
}

using System.Text.Json.Serialization;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Certificates;
using Mesh.Identity;

namespace Mesh.Gateway.Flows;

/// <summary>
/// Exchanges an operator's token for one that a single participation accepts (RFC 8693): a token has one audience, so what one
/// participation is shown cannot be replayed at another.
/// </summary>
public sealed class ExchangedTokens(Uri issuer, MeshHandlers handlers) : IDisposable
{
    private readonly HttpClient _http = new(handlers.For(CertificateNames.IdentityProvider, () => null))
    {
        BaseAddress = issuer,
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>The operator's token for one participation; null when the provider refuses.</summary>
    /// <exception cref="Grpc.Core.RpcException">UNAVAILABLE: the provider does not answer.</exception>
    public async Task<string?> ForAsync(Participation participation, string token, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "gateway",
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["subject_token"] = token,
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
            ["audience"] = participation.Urn,
        });
        return (await ProviderAnswers.ReadAsync<Answer>(() => _http.PostAsync("connect/token", form, cancellation), cancellation))?.AccessToken;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private sealed record Answer([property: JsonPropertyName("access_token")] string? AccessToken);
}

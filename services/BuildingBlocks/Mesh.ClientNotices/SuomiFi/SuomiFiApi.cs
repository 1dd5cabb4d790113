using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Mesh.ClientNotices;

/// <summary>
/// Calls of the Suomi.fi Messages REST API with its access token, which is fetched when needed and anew when refused. Follows no
/// redirect: a body with an identity code goes where it was meant to go, or nowhere.
/// </summary>
internal sealed class SuomiFiApi(SuomiFiSettings settings, HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    // Fetched anew this long before it expires: the call it is for takes time, too.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    // A token without a stated life is used for no longer than this.
    private const long UnstatedLifeSeconds = 300;

    private readonly HttpClient _http = new(handler) { BaseAddress = settings.BaseAddress };
    private readonly SemaphoreSlim _one = new(1, 1);
    private (string Token, DateTimeOffset Until)? _current;

    /// <summary>A handler for the real thing.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Sends a request made by <paramref name="request"/>, which is made anew when the token had to be.</summary>
    /// <exception cref="HttpRequestException">The API does not answer, or gives no token.</exception>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        var token = await TokenAsync(null, cancellation);
        var answer = await SendAsync(request, token, cancellation);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        answer.Dispose();
        return await SendAsync(request, await TokenAsync(token, cancellation), cancellation);
    }

    public void Dispose()
    {
        _http.Dispose();
        _one.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, string token, CancellationToken cancellation)
    {
        using var request = make();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request, cancellation);
    }

    private async Task<string> TokenAsync(string? refused, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_current is { } kept && kept.Token != refused && time.GetUtcNow() < kept.Until)
            {
                return kept.Token;
            }

            using var answer = await _http.PostAsJsonAsync(
                "v1/token", new TokenRequest(settings.Username, settings.Password), SuomiFiJson.Options, cancellation);
            answer.EnsureSuccessStatusCode();
            var token = await answer.Content.ReadFromJsonAsync<TokenAnswer>(SuomiFiJson.Options, cancellation);
            if (token?.AccessToken is not { Length: > 0 } text)
            {
                throw new HttpRequestException("The API gave no token.");
            }

            _current = (text, time.GetUtcNow() + TimeSpan.FromSeconds(token.ExpiresIn ?? UnstatedLifeSeconds) - Margin);
            return text;
        }
        finally
        {
            _one.Release();
        }
    }
}

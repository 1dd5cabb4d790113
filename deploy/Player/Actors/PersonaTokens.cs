using System.Collections.Concurrent;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>
/// Tokens of demonstration people by the persona grant of the identity provider, kept until 30 seconds before they expire.
/// </summary>
/// <param name="http">Reaches the issuer.</param>
/// <param name="issuer">The issuer.</param>
/// <param name="time">Machine time: tokens never follow the mesh's clock.</param>
internal sealed class PersonaTokens(HttpClient http, Uri issuer, TimeProvider time)
{
    private const string GrantType = "urn:mesh:grant-type:persona";
    private const string ClientId = "scenario-player";
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Persona, string Resource), Token> _tokens = new();

    public async Task<string> GetAsync(string persona, string resource, CancellationToken ct)
    {
        if (_tokens.TryGetValue((persona, resource), out var kept) && time.GetUtcNow() < kept.FreshUntil)
        {
            return kept.Text;
        }

        var token = await FetchAsync(persona, resource, ct);
        _tokens[(persona, resource)] = token;
        return token.Text;
    }

    private async Task<Token> FetchAsync(string persona, string resource, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = GrantType,
            ["client_id"] = ClientId,
            ["persona"] = persona,
            ["resource"] = resource,
        });
        try
        {
            var asked = time.GetUtcNow();
            using var response = await http.PostAsync(new Uri($"{issuer.AbsoluteUri.TrimEnd('/')}/connect/token"), form, ct);
            var body = JObject.Parse(await response.Content.ReadAsStringAsync(ct));
            if (response.IsSuccessStatusCode && (string?)body["access_token"] is { } text && (int?)body["expires_in"] is { } seconds)
            {
                return new(text, asked + TimeSpan.FromSeconds(seconds) - Margin);
            }

            throw new ActorUnavailableException(
                $"The identity provider gave no token: {(int)response.StatusCode} {body["error"]} {body["error_description"]}".TrimEnd());
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            throw new ActorUnavailableException("The identity provider could not be asked for a token.", e);
        }
    }

    private sealed record Token(string Text, DateTimeOffset FreshUntil);
}

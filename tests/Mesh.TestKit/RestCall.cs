using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Mesh.TestKit;

/// <summary>A call by plain HTTP, as a program that knows neither gRPC nor the contracts makes it.</summary>
public static class RestCall
{
    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="http">The connection.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="address">Where.</param>
    /// <param name="json">The body; none when null.</param>
    /// <param name="headers">Headers.</param>
    public static Task<RestAnswer> SendAsync(this HttpClient http, HttpMethod method, Uri address, string? json, params (string Name, string Value)[] headers) =>
        http.SendAsync(method, address, json is null ? null : Json(Encoding.UTF8.GetBytes(json)), headers);

    /// <summary>The same with any body.</summary>
    public static async Task<RestAnswer> SendAsync(
        this HttpClient http, HttpMethod method, Uri address, HttpContent? body, params (string Name, string Value)[] headers)
    {
        ArgumentNullException.ThrowIfNull(http);
        using var request = new HttpRequestMessage(method, address) { Content = body, Version = HttpVersion.Version20 };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new RestAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response.Headers);
    }

    /// <summary>A body of JSON.</summary>
    public static HttpContent Json(byte[] bytes) => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}

/// <summary>An answer by HTTP.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="MediaType">Media type of the body.</param>
/// <param name="Text">The body.</param>
/// <param name="Headers">Headers that are not the body's.</param>
public sealed record RestAnswer(int Status, string? MediaType, string Text, HttpResponseHeaders Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The reason of a refusal, in its own media type only.</summary>
    public string? Reason => MediaType == "application/problem+json" ? (string?)Json["reason"] : null;

    /// <summary>The violations, each as its field and code.</summary>
    public IReadOnlyList<string> Violations =>
        Json["violations"]?.AsArray().Select(violation => $"{violation!["field"]} {violation["code"]}").ToList() ?? [];
}

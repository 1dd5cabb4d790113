using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Mesh.ClientNotices.Tests.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Mesh.ClientNotices.Tests.SuomiFi;

/// <summary>A server with the shape of the Suomi.fi Messages REST API, over TLS; it behaves as the published clients of the API expect.</summary>
internal sealed class SuomiFiServer : IAsyncDisposable
{
    public const string Username = "mesh";
    public const string Password = "salasana";
    public const string ServiceId = "service-1";
    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly WebApplication _app;
    private int _tokens;

    private SuomiFiServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _app = builder.Build();
        _app.MapPost("/v1/token", TokenAsync);
        _app.MapPost("/v2/messages/electronic", MessageAsync);
        _app.MapGet("/v2/events", Events);
        _app.MapFallback(context =>
        {
            Elsewhere.Enqueue(context.Request.Path);
            return Task.CompletedTask;
        });
    }

    /// <summary>Seconds a token lives.</summary>
    public long TokenLife { get; set; } = 3600;

    public int TokensGiven => _tokens;

    /// <summary>Messages accepted, by external id; sent again they are in conflict, as with the API.</summary>
    public ConcurrentDictionary<string, long> Accepted { get; } = new();

    /// <summary>Bodies of messages as they came, each with the path and query it came to.</summary>
    public ConcurrentQueue<(string Target, JsonNode Body)> Sent { get; } = new();

    public ConcurrentQueue<string> Elsewhere { get; } = new();

    /// <summary>Continuation tokens that were asked with.</summary>
    public ConcurrentQueue<string> Continued { get; } = new();

    public Dictionary<string, JsonObject> EventPages { get; } = [];

    /// <summary>Answers in the place of accepting; null accepts.</summary>
    public Func<HttpContext, Task<bool>>? Instead { get; set; }

    public static async Task<SuomiFiServer> StartAsync()
    {
        var server = new SuomiFiServer();
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public SuomiFiSettings Settings => new(
        new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/"), Username, Password, ServiceId);

    /// <summary>A sender whose messages go here, and which trusts this server's certificate and no other.</summary>
    public Task<Sender> SenderAsync(string? password = null)
    {
        var settings = Settings with { Password = password ?? Password };
        return Sender.OpenAsync(
            services => services.Replace(ServiceDescriptor.Singleton(provider =>
            {
                var handler = SuomiFiApi.Handler();
                handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate.GetCertHashString();
                return new SuomiFiApi(settings, handler, provider.GetRequiredService<TimeProvider>());
            })),
            settings: new ClientNoticeSettings { SuomiFi = settings });
    }

    /// <summary>An event as the API tells it.</summary>
    public static JsonObject Event(string type, long messageId, string time, string serviceId = ServiceId) => new()
    {
        ["type"] = type,
        ["eventTime"] = time,
        ["metadata"] = new JsonObject { ["messageId"] = messageId, ["serviceId"] = serviceId },
    };

    public static JsonObject Page(string next, params JsonObject[] events) =>
        new() { ["continuationToken"] = next, ["events"] = new JsonArray([.. events]) };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task TokenAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        if ((string?)body?["username"] != Username || (string?)body["password"] != Password)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await context.Response.WriteAsJsonAsync(
            new JsonObject { ["access_token"] = $"token-{Interlocked.Increment(ref _tokens)}", ["token_type"] = "Bearer", ["expires_in"] = TokenLife });
    }

    private async Task MessageAsync(HttpContext context)
    {
        if (!IsAuthorized(context))
        {
            return;
        }

        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Sent.Enqueue((context.Request.Path + context.Request.QueryString, body));
        if (Instead is { } instead && await instead(context))
        {
            return;
        }

        var externalId = (string)body["externalId"]!;
        var messageId = 1000L + Accepted.Count;
        if (!Accepted.TryAdd(externalId, messageId))
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            messageId = Accepted[externalId];
        }

        await context.Response.WriteAsJsonAsync(new JsonObject { ["messageId"] = messageId });
    }

    private async Task Events(HttpContext context)
    {
        if (IsAuthorized(context))
        {
            var token = context.Request.Query["continuationToken"].ToString();
            Continued.Enqueue(token);
            await context.Response.WriteAsJsonAsync(EventPages.GetValueOrDefault(token) ?? Page(token));
        }
    }

    // The newest token only: an older one has been revoked.
    private bool IsAuthorized(HttpContext context)
    {
        if (context.Request.Headers.Authorization == $"Bearer token-{_tokens}")
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return false;
    }

    /// <summary>From now on the token given is not accepted any more.</summary>
    public void RevokeToken() => Interlocked.Increment(ref _tokens);

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}

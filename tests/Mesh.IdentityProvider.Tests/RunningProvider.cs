using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.IdentityProvider.Sessions;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.IdentityProvider.Tests;

/// <summary>The real host on a free port with real TLS certificates, on a clock that stands still.</summary>
public sealed class RunningProvider : IAsyncDisposable
{
    internal const string WebRedirect = "https://app.mesh.test/signed-in";
    internal const string NativeRedirect = "fi.tyollisyys.mesh:/signed-in";
    internal const string NativeLoopback = "http://127.0.0.1/signed-in";
    internal const string Payments = "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:payments";
    internal static readonly Uri Issuer = new("https://idp.mesh.test/");
    private readonly string _root = Path.Combine(Path.GetTempPath(), "mesh-idp-" + Guid.CreateVersion7().ToString("N"));
    private readonly List<IDisposable> _owned = [];
    private readonly SessionLife _session;
    private WebApplication? _application;

    private RunningProvider(string environment, SessionLife? session)
    {
        _session = session ?? SessionLife.WorkingDay;
        Authority = DevelopmentAuthority.OpenOrCreate(Path.Combine(_root, "certificates"), Time);
        Directory = TestDirectory.Of(environment, Authority.Thumbprint);
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    internal DevelopmentAuthority Authority { get; }

    internal ParticipantDirectory Directory { get; set; }

    internal IReadOnlyList<string> OwnSystems { get; set; } = [Payments];

    internal IServiceProvider Services => _application!.Services;

    /// <summary>Leads the clients' connections, where several providers run.</summary>
    internal BalancedConnections? Balancer { get; set; }

    internal CapturedLogs Logs { get; } = new();

    internal Uri Address { get; private set; } = Issuer;

    internal static async Task<RunningProvider> StartAsync(string environment = "demonstration", SessionLife? session = null)
    {
        var provider = new RunningProvider(environment, session);
        await provider.RestartAsync();
        return provider;
    }

    /// <summary>Stops the host, if it runs, and starts another on the same folder.</summary>
    internal async Task RestartAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        _application = await AnotherAsync(TimeSpan.Zero);
        Address = _application.ListeningAt();
    }

    /// <summary>Starts one more on the same folder, as a process beside it would be.</summary>
    internal async Task<WebApplication> AnotherAsync(TimeSpan drain)
    {
        var application = IdentityProviderApplication.Build(new()
        {
            Issuer = Issuer,
            Listen = new(IPAddress.Loopback, 0),
            DataFolder = Path.Combine(_root, "data"),
            Certificate = Owned(Authority.Issue(CertificateNames.IdentityProvider, CertificateUse.ServerAndClient)),
            TrustedRoots = [Authority.Root],
            Directory = () => Directory,
            Time = Time,
            WebRedirects = [new(WebRedirect)],
            NativeRedirects = [new(NativeRedirect), new(NativeLoopback)],
            OwnSystems = OwnSystems,
            Session = _session,
            Drain = drain,
            Logging = logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace),
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return application;
    }

    /// <summary>A client with the certificate of a name, or with none.</summary>
    internal HttpClient Client(string? certificateName = null) =>
        Client(certificateName is null ? null : Owned(Authority.Issue(certificateName, CertificateUse.ServerAndClient)));

    internal HttpClient Client(X509Certificate2? certificate) => Client(Handler(), certificate);

    /// <summary>A browser: keeps cookies, and shows where it is sent instead of going there.</summary>
    internal HttpClient Browser() => Client(Trusting(new() { CookieContainer = new(), AllowAutoRedirect = false }), certificate: null);

    /// <summary>Accepts the provider alone.</summary>
    internal SocketsHttpHandler Handler() => Trusting(new() { UseCookies = false, AllowAutoRedirect = false });

    private HttpClient Client(SocketsHttpHandler handler, X509Certificate2? certificate)
    {
        Balancer?.Lead(handler);
        if (certificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        return Owned(new HttpClient(handler) { BaseAddress = Address });
    }

    private SocketsHttpHandler Trusting(SocketsHttpHandler handler)
    {
        handler.SslOptions.RemoteCertificateValidationCallback = (_, server, _, _) =>
            CertificateCheck.Inspect(server as X509Certificate2, [Authority.Root], PeerUse.Server, new HashSet<string>(), Time.GetUtcNow()).Uri == CertificateNames.IdentityProvider;
        return handler;
    }

    internal Task<Answer> PersonaAsync(string persona, string resource) =>
        TokenAsync(Client(), ("grant_type", "urn:mesh:grant-type:persona"), ("client_id", "scenario-player"), ("persona", persona), ("resource", resource));

    internal async Task<string> PersonaTokenAsync(string persona, string resource)
    {
        var answer = await PersonaAsync(persona, resource);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Text("access_token")!;
    }

    internal Task<Answer> ExchangeAsync(string subjectToken, string audience, string? certificateName = CertificateNames.Gateway) =>
        ExchangeAsync(Client(certificateName), subjectToken, audience);

    internal static Task<Answer> ExchangeAsync(HttpClient client, string subjectToken, string audience) => TokenAsync(
        client,
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("client_id", "gateway"),
        ("subject_token", subjectToken),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
        ("audience", audience));

    internal static async Task<Answer> TokenAsync(HttpClient client, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await client.PostAsync(new Uri("/connect/token", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }

    internal async Task<Answer> UserInfoAsync(string? token, string? certificateName)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/connect/userinfo", UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await Client(certificateName).SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        _owned.ForEach(owned => owned.Dispose());
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        Authority.Dispose();
        System.IO.Directory.Delete(_root, recursive: true);
    }

    private T Owned<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}

internal sealed record Answer(HttpStatusCode Status, string Body)
{
    internal string? Text(string name) => JsonDocument.Parse(Body).RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;

    internal static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}

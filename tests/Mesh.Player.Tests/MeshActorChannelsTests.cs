using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Mesh.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Player.Tests;

/// <summary>The real actors over TLS: who is shown to whom, and which servers are believed.</summary>
public sealed class MeshActorChannelsTests : IAsyncLifetime
{
    private static readonly Participation TeOffice = Stage.Participation(FakeMesh.TeOffice);
    private static readonly Participation Kela = Stage.Participation("0246246-0/SOCIAL_INSURANCE");

    private readonly TestAuthority _authority = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly List<string> _tokenForms = [];
    private readonly SeenCalls _seen = new();
    private WebApplication _gateway = null!;
    private WebApplication _issuer = null!;
    private MeshActorChannels _channels = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await ServeAsync(CertificateNames.Gateway);
        _issuer = await ServeAsync(CertificateNames.IdentityProvider);
        var gateway = new Uri(_gateway.Urls.Single());
        _channels = new(
            new()
            {
                ClockSystem = "clock",
                Actors = new Dictionary<string, ActorSource>
                {
                    ["expert"] = new ActorSource.Person("te-expert"),
                    ["unknown"] = new ActorSource.Person("nobody"),
                    ["payments"] = new ActorSource.OwnSystem(Kela, "payments"),
                },
            },
            new()
            {
                Gateway = gateway,
                Issuer = new(_issuer.Urls.Single()),
                // The gateway's server stands where Kela is said to listen: the right address, another name.
                Endpoints = new Dictionary<Participation, Uri> { [Kela] = gateway },
                CertificateOf = _authority.Issue,
                TrustedRoots = [_authority.Root],
            },
            _time);
    }

    public async ValueTask DisposeAsync()
    {
        _channels.Dispose();
        await _gateway.DisposeAsync();
        await _issuer.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task Open_WhenAPersonCallsAParticipation_CarriesATokenForItAndNamesIt()
    {
        await CallAsync(await OpenAsync("expert", TeOffice));

        Assert.Equal($"grant_type=urn:mesh:grant-type:persona&client_id=scenario-player&persona=te-expert&resource={TeOffice.Urn}", Uri.UnescapeDataString(Assert.Single(_tokenForms)));
        Assert.Equal(("Bearer token-1", FakeMesh.TeOffice, null), Assert.Single(_seen.Calls));
    }

    [Fact]
    public async Task Open_WhenAnOperatorCallsTheGatewayItself_AsksATokenForTheGateway()
    {
        await CallAsync(await OpenAsync("expert", null));

        Assert.EndsWith($"resource={CertificateNames.Gateway}", Uri.UnescapeDataString(Assert.Single(_tokenForms)), StringComparison.Ordinal);
        Assert.Equal(("Bearer token-1", "", null), Assert.Single(_seen.Calls));
    }

    [Fact]
    public async Task Open_WhenTheTokenIsFresh_AsksNoOther()
    {
        await OpenAsync("expert", TeOffice);
        _time.Advance(TimeSpan.FromSeconds(269));
        await OpenAsync("expert", TeOffice);
        Assert.Single(_tokenForms);

        _time.Advance(TimeSpan.FromSeconds(2));
        await OpenAsync("expert", TeOffice);
        Assert.Equal(2, _tokenForms.Count);
    }

    [Fact]
    public async Task Open_WhenTheProviderRefuses_SaysWhatItSaid()
    {
        var refusal = await Assert.ThrowsAsync<ActorUnavailableException>(() => OpenAsync("unknown", TeOffice));

        Assert.Contains("400 invalid_grant", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WhenTheServerHasAnotherName_IsNotBelieved()
    {
        var call = await Assert.ThrowsAsync<RpcException>(async () => await CallAsync(await OpenAsync("payments", Kela)));

        Assert.Equal(StatusCode.Internal, call.StatusCode);
        Assert.Empty(_seen.Calls);
    }

    [Fact]
    public async Task Open_WhenAnOwnSystemCalls_ShowsItsCertificate()
    {
        await CallAsync(await OpenAsync("payments", null));

        Assert.Equal(("", "", $"{Kela.Urn}:system:payments"), Assert.Single(_seen.Calls));
    }

    [Fact]
    public async Task Open_WhenNoEndpointIsKnown_SaysSo() =>
        Assert.Contains("No endpoint", (await Assert.ThrowsAsync<ActorUnavailableException>(() => OpenAsync("payments", TeOffice))).Message, StringComparison.Ordinal);

    private Task<ActorChannel> OpenAsync(string actor, Participation? to) => _channels.OpenAsync(actor, to, TestContext.Current.CancellationToken);

    private static async Task CallAsync(ActorChannel channel) => await new EligibilityService.EligibilityServiceClient(channel.Invoker)
        .ListEligibilityFindingsAsync(new(), channel.Metadata, cancellationToken: TestContext.Current.CancellationToken);

    private async Task<WebApplication> ServeAsync(string name)
    {
        var certificate = _authority.Issue(name);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(_seen);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (_, _, _) => true;
        })));
        var server = builder.Build();
        server.MapGrpcService<SeeingEligibility>();
        server.MapPost("/connect/token", (Delegate)GiveTokenAsync);
        await server.StartAsync();
        return server;
    }

    private async Task<IResult> GiveTokenAsync(HttpContext context)
    {
        var form = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
        _tokenForms.Add(form);
        return form.Contains("persona=nobody", StringComparison.Ordinal)
            ? Results.Text("""{"error":"invalid_grant","error_description":"No such persona."}""", "application/json", statusCode: 400)
            : Results.Text($$"""{"access_token":"token-{{_tokenForms.Count}}","expires_in":300}""", "application/json");
    }

    private sealed class SeenCalls
    {
        public List<(string Authorization, string Participant, string? CertificateUri)> Calls { get; } = [];
    }

    private sealed class SeeingEligibility(SeenCalls seen) : EligibilityService.EligibilityServiceBase
    {
        public override async Task<ListEligibilityFindingsResponse> ListEligibilityFindings(ListEligibilityFindingsRequest request, ServerCallContext context)
        {
            var http = context.GetHttpContext();
            var certificate = await http.Connection.GetClientCertificateAsync();
            var uri = certificate is null ? null : TestAuthority.UriOf(certificate);
            seen.Calls.Add((http.Request.Headers.Authorization.ToString(), http.Request.Headers["mesh-participant"].ToString(), uri));
            return new();
        }
    }
}

/// <summary>An authority that lives as long as a test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
    }

    public X509Certificate2 Root => _root;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public X509Certificate2 Issue(string uri)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(uri));
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], false));
        using var leaf = request.Create(_root, Now.AddHours(-1), Now.AddHours(12), RandomNumberGenerator.GetBytes(8));
        return leaf.CopyWithPrivateKey(key);
    }

    public static string UriOf(X509Certificate2 certificate) => certificate.Extensions[SubjectAlternativeName]!.Format(false)
        .Split(", ").First(name => name.StartsWith("URI:", StringComparison.Ordinal))["URI:".Length..];

    public void Dispose() => _root.Dispose();
}

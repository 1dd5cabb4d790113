using Grpc.Core;
using Grpc.Net.Client;
using Mesh.Hosting;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.Gateway.Tests;

/// <summary>The gateway before Kela and the TE office; the directory's other participations are down.</summary>
public sealed class GatewayTown : IAsyncLifetime
{
    private TokenSource? _tokens;
    private WebApplication? _gateway;
    private TestHost? _kela;
    private TestHost? _office;
    private GrpcChannel? _channel;
    private HttpClient? _http;

    internal Installation Installation { get; } = new();

    internal TokenSource Tokens => _tokens!;

    internal TestHost Kela => _kela!;

    internal TestHost Office => _office!;

    internal ServiceScript AtKela { get; } = new();

    internal ServiceScript AtOffice { get; } = new();

    /// <summary>As a person's application comes: with no certificate.</summary>
    internal GrpcChannel Channel => _channel!;

    internal Uri Address => _gateway!.ListeningAt();

    /// <summary>The same for REST and gRPC-web, at any gateway of this installation.</summary>
    internal HttpClient Http => _http!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _tokens = await TokenSource.StartAsync(Installation, cancellation);
        _kela = await StartAsync(Participants.Kela, AtKela);
        _office = await StartAsync(Participants.TeOffice, AtOffice);
        _gateway = await StartGatewayAsync(new(), Installation.Time);
        _http = new HttpClient(Installation.Handler(CertificateNames.Gateway, certificate: null));
        _channel = Installation.Channel(Address, CertificateNames.Gateway, certificate: null);
    }

    public async ValueTask DisposeAsync()
    {
        _channel!.Dispose();
        _http!.Dispose();
        await _gateway!.DisposeAsync();
        await _kela!.DisposeAsync();
        await _office!.DisposeAsync();
        await _tokens!.DisposeAsync();
        Installation.Dispose();
    }

    /// <summary>Aino asks for her plans through the gateway.</summary>
    internal async Task<AsyncUnaryCall<ListMyPlansResponse>> AsAinoAsync(Participation at, DateTime? deadline = null, params (string Key, string Value)[] headers)
    {
        var metadata = await MetadataAsync("aino", at.Urn);
        metadata.Add("mesh-participant", at.ToString());
        foreach (var (key, value) in headers)
        {
            metadata.Add(key, value);
        }

        return Plans.ListMyPlansAsync(new(), metadata, deadline, TestContext.Current.CancellationToken);
    }

    /// <summary>Another gateway before the same participations.</summary>
    internal async Task<WebApplication> StartGatewayAsync(GatewaySettings settings, TimeProvider time, TimeSpan drain = default)
    {
        var gateway = GatewayApplication.Build(
            Installation.HostSettings(CertificateNames.Gateway) with { Drain = drain }, new MeshHostParts { Time = time, Log = TextWriter.Null, OwnsTelemetry = false }, settings);
        await gateway.StartAsync(TestContext.Current.CancellationToken);
        Installation.Follow(gateway.Services.GetRequiredService<DirectoryFile>());
        return gateway;
    }

    /// <summary>A REST call with Aino's token for a participation, or with another or none (empty).</summary>
    internal async Task<RestAnswer> RestAsync(HttpMethod method, string path, string? json = null, string? token = null, params (string, string)[] headers)
    {
        token ??= await Tokens.OfAsync("aino", Participants.Kela.Urn);
        return await Http.SendAsync(method, new Uri(Address, path), json, token.Length == 0 ? headers : [.. headers, ("authorization", $"Bearer {token}")]);
    }

    internal MyPlanService.MyPlanServiceClient Plans => new(Channel);

    internal async Task<Metadata> MetadataAsync(string persona, string audience) =>
        new() { { "authorization", $"Bearer {await Tokens.OfAsync(persona, audience)}" } };

    private Task<TestHost> StartAsync(Participation participation, ServiceScript script) => TestHost.StartAsync<TestDatabase>(
        Installation,
        participation,
        new()
        {
            Register = builder => builder.Services.AddSingleton(script),
            Map = host =>
            {
                host.MapGrpcService<ScriptedMyPlans>();
                host.MapGrpcService<ScriptedEligibility>();
                host.MapGrpcService<ScriptedCooperation>();
                host.MapGrpcService<ScriptedMyUses>();
            },
        },
        TestContext.Current.CancellationToken);
}

/// <summary>One town for classes whose tests write its scripts, hence one after another.</summary>
[CollectionDefinition]
public sealed class GatewayTests : ICollectionFixture<GatewayTown>;

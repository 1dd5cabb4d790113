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

    internal Installation Installation { get; } = new();

    internal TokenSource Tokens => _tokens!;

    internal TestHost Kela => _kela!;

    internal TestHost Office => _office!;

    internal ServiceScript AtKela { get; } = new();

    internal ServiceScript AtOffice { get; } = new();

    /// <summary>As a person's application comes: with no certificate.</summary>
    internal GrpcChannel Channel => _channel!;

    internal Uri Address => _gateway!.ListeningAt();

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _tokens = await TokenSource.StartAsync(Installation, cancellation);
        _kela = await StartAsync(Participants.Kela, AtKela);
        _office = await StartAsync(Participants.TeOffice, AtOffice);
        _gateway = GatewayApplication.Build(
            Installation.HostSettings(CertificateNames.Gateway), new MeshHostParts { Time = Installation.Time, Log = TextWriter.Null, OwnsTelemetry = false });
        await _gateway.StartAsync(cancellation);
        Installation.Follow(_gateway.Services.GetRequiredService<DirectoryFile>());
        _channel = Installation.Channel(Address, CertificateNames.Gateway, certificate: null);
    }

    public async ValueTask DisposeAsync()
    {
        _channel!.Dispose();
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
                host.MapGrpcService<ScriptedCooperation>();
            },
        },
        TestContext.Current.CancellationToken);
}

/// <summary>One town for classes whose tests write its scripts, hence one after another.</summary>
[CollectionDefinition]
public sealed class GatewayTests : ICollectionFixture<GatewayTown>;

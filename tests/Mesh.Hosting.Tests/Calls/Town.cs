using Grpc.Core;
using Grpc.Net.Client;
using Mesh.Certificates;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Hosting.Tests.Calls;

/// <summary>Kela's host with scripted handlers, its database, an identity provider, and whoever calls.</summary>
public sealed class Town : IAsyncLifetime
{
    private readonly Dictionary<string, GrpcChannel> _channels = [];
    private readonly Dictionary<string, HttpClient> _https = [];
    private TokenSource? _tokens;
    private TestHost? _host;

    internal Installation Installation { get; } = new();

    internal CallScript Script { get; } = new();

    internal TestHost Host => _host!;

    internal TokenSource Tokens => _tokens!;

    public async ValueTask InitializeAsync()
    {
        _tokens = await TokenSource.StartAsync(Installation, TestContext.Current.CancellationToken);
        _host = await TestHost.StartAsync<TestDatabase>(
            Installation,
            Participants.Kela,
            new()
            {
                Register = builder => builder.Services.AddSingleton(Script).AddScoped<IBeforeAnswer, ScriptedRecord>(),
                Map = host =>
                {
                    host.MapGrpcService<ScriptedCooperation>();
                    host.MapGrpcService<ScriptedJobseekers>();
                    host.MapGrpcService<ScriptedMyPlans>();
                    host.MapGrpcService<ScriptedImport>();
                    host.MapGrpcService<ScriptedWork>();
                },
            },
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Dispose();
        }

        foreach (var http in _https.Values)
        {
            http.Dispose();
        }

        await _host!.DisposeAsync();
        await _tokens!.DisposeAsync();
        Installation.Dispose();
    }

    internal GrpcChannel Channel(string clientUri)
    {
        lock (_channels)
        {
            if (!_channels.TryGetValue(clientUri, out var channel))
            {
                _channels[clientUri] = channel = Host.Channel(clientUri);
            }

            return channel;
        }
    }

    /// <summary>A connection for REST under the certificate of a mesh name.</summary>
    internal HttpClient Http(string clientUri)
    {
        lock (_https)
        {
            if (!_https.TryGetValue(clientUri, out var http))
            {
                _https[clientUri] = http = new HttpClient(Installation.Handler(
                    Participants.Kela.Urn, Installation.Authority.Issue(clientUri, CertificateUse.ServerAndClient)));
            }

            return http;
        }
    }

    /// <summary>Another participation accepts an invitation.</summary>
    internal async Task<AcceptInvitationResponse> AcceptAsync(AcceptInvitationRequest request, Participation? caller = null, CallOptions? options = null) =>
        await new PlanCooperationService.PlanCooperationServiceClient(Channel((caller ?? Participants.SouthKarelia).Urn))
            .AcceptInvitationAsync(request, options ?? AnyCall.Options());

    /// <summary>The refusal of the same.</summary>
    internal Task<RpcException> RefusedAsync(AcceptInvitationRequest request, Participation? caller = null, CallOptions? options = null) =>
        Assert.ThrowsAsync<RpcException>(() => AcceptAsync(request, caller, options));

    /// <summary>A professional of this participation records a plan, through the gateway.</summary>
    internal async Task<RecordEmploymentPlanResponse> RecordAsync(RecordEmploymentPlanRequest request, params (string, string)[] headers) =>
        await new JobseekerService.JobseekerServiceClient(Channel(CertificateNames.Gateway)).RecordEmploymentPlanAsync(
            request, AnyCall.Options(await Tokens.OfAsync("kela-officer", Participants.Kela.Urn), hasDeadline: true, headers));

    internal static AcceptInvitationRequest Acceptance(string name = "a")
    {
        var request = (AcceptInvitationRequest)ValidRequests.Of(AcceptInvitationRequest.Descriptor);
        request.RequestId = Guid.CreateVersion7().ToString();
        request.Representative.Name = name;
        return request;
    }

    internal static RecordEmploymentPlanRequest Plan()
    {
        var request = (RecordEmploymentPlanRequest)ValidRequests.Of(RecordEmploymentPlanRequest.Descriptor);
        request.RequestId = Guid.CreateVersion7().ToString();
        return request;
    }
}

/// <summary>One host for the classes whose tests write its script, hence one after another.</summary>
[CollectionDefinition]
public sealed class TownTests : ICollectionFixture<Town>;

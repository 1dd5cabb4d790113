using Grpc.Core;
using Mesh.Certificates;
using Mesh.Gateway;
using Mesh.Hosting;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Client;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Client.Tests;

/// <summary>Kela's host and the gateway as they run anywhere, with scripted handlers, for the client package to call.</summary>
public sealed class ClientTown : IAsyncLifetime
{
    private TokenSource? _tokens;
    private TestHost? _kela;
    private WebApplication? _gateway;

    internal Installation Installation { get; } = new();

    internal ServerScript Script { get; } = new();

    internal TestHost Kela => _kela!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _tokens = await TokenSource.StartAsync(Installation, cancellation);
        _kela = await TestHost.StartAsync<TestDatabase>(
            Installation,
            Participants.Kela,
            new()
            {
                Register = builder => builder.Services.AddSingleton(Script),
                Map = host =>
                {
                    host.MapGrpcService<ScriptedCooperation>();
                    host.MapGrpcService<ScriptedEligibility>();
                    host.MapGrpcService<ScriptedImport>();
                },
            },
            cancellation);
        _gateway = GatewayApplication.Build(
            Installation.HostSettings(CertificateNames.Gateway), new MeshHostParts { Time = Installation.Time, Log = TextWriter.Null, OwnsTelemetry = false });
        await _gateway.StartAsync(cancellation);
        Installation.Follow(_gateway.Services.GetRequiredService<DirectoryFile>());
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway!.DisposeAsync();
        await _kela!.DisposeAsync();
        await _tokens!.DisposeAsync();
        Installation.Dispose();
    }

    /// <summary>Another participation, straight at Kela's address.</summary>
    internal MeshClientOptions AsPeer() => As(Participants.SouthKarelia.Urn);

    /// <summary>The system of Kela's that sends payments.</summary>
    internal MeshClientOptions AsOwnSystem() => As(CertificateNames.ForOwnSystem(Participants.Kela, "payments"));

    /// <summary>An officer of Kela's, through the gateway.</summary>
    internal MeshClientOptions AsOfficer(Func<CancellationToken, ValueTask<string>>? token = null) => new()
    {
        Address = _gateway!.ListeningAt(),
        Server = CertificateNames.Gateway,
        Roots = [Installation.Authority.Root],
        Participant = Participants.Kela.ToString(),
        Token = token ?? (_ => OfficersTokenAsync()),
    };

    internal async ValueTask<string> OfficersTokenAsync() => await _tokens!.OfAsync("kela-officer", Participants.Kela.Urn);

    /// <summary>A request as the contract wants it.</summary>
    internal static AcceptInvitationRequest Acceptance() => new()
    {
        RequestId = Guid.CreateVersion7().ToString(),
        CaseId = Guid.CreateVersion7().ToString(),
        Representative = new Representative { Name = "Elina Sosiaali", Unit = "Aikuissosiaalityö" },
        Actor = new Actor { PairwiseId = "p", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
    };

    private MeshClientOptions As(string clientUri) => new()
    {
        Address = Kela.Address,
        Server = Participants.Kela.Urn,
        Roots = [Installation.Authority.Root],
        Certificate = Installation.Authority.Issue(clientUri, CertificateUse.ClientOnly),
        Deadline = TimeSpan.FromSeconds(30),
    };
}

/// <summary>One town for classes whose tests write its script, hence one after another.</summary>
[CollectionDefinition]
public sealed class ClientTests : ICollectionFixture<ClientTown>;

/// <summary>The calls that the tests make.</summary>
internal static class Calls
{
    public static PlanCooperationService.PlanCooperationServiceClient Cooperation(this MeshClient mesh) =>
        mesh.Of(invoker => new PlanCooperationService.PlanCooperationServiceClient(invoker));

    public static EligibilityService.EligibilityServiceClient Eligibility(this MeshClient mesh) =>
        mesh.Of(invoker => new EligibilityService.EligibilityServiceClient(invoker));

    /// <summary>A write.</summary>
    public static Task<AcceptInvitationResponse> AcceptAsync(this MeshClient mesh, AcceptInvitationRequest? request = null, DateTime? deadline = null) =>
        mesh.Cooperation().AcceptInvitationAsync(
            request ?? ClientTown.Acceptance(), deadline: deadline, cancellationToken: TestContext.Current.CancellationToken).ResponseAsync;

    /// <summary>A read.</summary>
    public static Task<ListEligibilityFindingsResponse> ListAsync(this MeshClient mesh, Metadata? headers = null) =>
        mesh.Eligibility().ListEligibilityFindingsAsync(new(), headers, cancellationToken: TestContext.Current.CancellationToken).ResponseAsync;

    /// <summary>A client's stream, with nothing in it.</summary>
    public static async Task<ImportBenefitPaymentsResponse> ImportAsync(this MeshClient mesh)
    {
        using var import = mesh.Of(invoker => new BenefitRegisterService.BenefitRegisterServiceClient(invoker))
            .ImportBenefitPayments(cancellationToken: TestContext.Current.CancellationToken);
        await import.RequestStream.CompleteAsync();
        return await import;
    }
}

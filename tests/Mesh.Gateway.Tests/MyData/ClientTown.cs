using Grpc.Core;
using Grpc.Net.Client;
using Mesh.ClientNotices;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.MyData.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.Gateway.Tests.MyData;

/// <summary>
/// The gateway before Kela and the TE office, which hold consents, a ledger and messages as every service does; the directory's other
/// participations are down, unless a test has them served too.
/// </summary>
public sealed class ClientTown : IAsyncLifetime
{
    private readonly StringWriter _log = new();
    private TokenSource? _tokens;
    private WebApplication? _gateway;
    private TestHost? _kela;
    private TestHost? _office;
    private TestHost[] _others = [];
    private GrpcChannel? _channel;

    internal Installation Installation { get; } = new();

    internal TestHost Kela => _kela!;

    internal TestHost Office => _office!;

    /// <summary>Participations served beside those two.</summary>
    internal IReadOnlyList<Participation> Also { get; init; } = [];

    internal ScriptedAnswers Cases { get; } = new();

    internal string GatewayLog => _log.ToString();

    internal MyDataService.MyDataServiceClient MyData => new(_channel);

    internal MyChoicesService.MyChoicesServiceClient Choices => new(_channel);

    internal MyExportService.MyExportServiceClient Export => new(_channel);

    /// <summary>Participations that nobody serves.</summary>
    internal IEnumerable<Participation> Down =>
        Installation.Directory.Entries.Select(entry => entry.Participation).Except([Participants.Kela, Participants.TeOffice, .. Also]);

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _tokens = await TokenSource.StartAsync(Installation, cancellation);
        _kela = await StartAsync(Participants.Kela);
        _office = await StartAsync(Participants.TeOffice);
        _others = await Task.WhenAll(Also.Select(StartAsync));
        _gateway = GatewayApplication.Build(
            Installation.HostSettings(CertificateNames.Gateway),
            new MeshHostParts { Time = Installation.Time, Log = TextWriter.Synchronized(_log), OwnsTelemetry = false });
        await _gateway.StartAsync(cancellation);
        Installation.Follow(_gateway.Services.GetRequiredService<DirectoryFile>());
        _channel = Installation.Channel(_gateway.ListeningAt(), CertificateNames.Gateway, certificate: null);
    }

    public async ValueTask DisposeAsync()
    {
        _channel!.Dispose();
        await _gateway!.DisposeAsync();
        await _kela!.DisposeAsync();
        await _office!.DisposeAsync();
        foreach (var other in _others)
        {
            await other.DisposeAsync();
        }

        await _tokens!.DisposeAsync();
        Installation.Dispose();
    }

    /// <summary>A person's call, with a token for the gateway unless another audience is said.</summary>
    internal async Task<CallOptions> AsAsync(string persona, string? audience = null, DateTime? deadline = null) => new(
        new Metadata { { "authorization", $"Bearer {await _tokens!.OfAsync(persona, audience ?? CertificateNames.Gateway)}" } },
        deadline,
        TestContext.Current.CancellationToken);

    /// <summary>A person's call by REST.</summary>
    internal async Task<RestAnswer> GetAsync(string persona, string path, params (string, string)[] headers)
    {
        using var http = new HttpClient(Installation.Handler(CertificateNames.Gateway, certificate: null));
        var token = await _tokens!.OfAsync(persona, CertificateNames.Gateway);
        return await http.SendAsync(HttpMethod.Get, new Uri(_gateway!.ListeningAt(), path), null as string, [.. headers, ("authorization", $"Bearer {token}")]);
    }

    /// <summary>Another gateway before the same participations, with settings of its own.</summary>
    internal async Task<OtherGateway> GatewayAsync(GatewaySettings settings)
    {
        var gateway = GatewayApplication.Build(
            Installation.HostSettings(CertificateNames.Gateway),
            new MeshHostParts { Time = Installation.Time, Log = TextWriter.Null, OwnsTelemetry = false },
            settings);
        await gateway.StartAsync(TestContext.Current.CancellationToken);
        Installation.Follow(gateway.Services.GetRequiredService<DirectoryFile>());
        return new OtherGateway(gateway, Installation.Channel(gateway.ListeningAt(), CertificateNames.Gateway, certificate: null));
    }

    /// <summary>An act at a participation that tells a client.</summary>
    internal static Task<Guid> TellAsync(TestHost host, string code, string reference) => host.InScopeAsync(async services =>
    {
        var subject = await services.GetRequiredService<Subjects>()
            .EnsureAsync(PersonalIdentityCode.Parse(code).Value, TestContext.Current.CancellationToken);
        return await services.GetRequiredService<Transactions>().RunAsync(
            _ => Task.FromResult(services.GetRequiredService<ClientPost>().Send(subject, ClientNoticeKind.SignatureAsked, null, null, reference)),
            TestContext.Current.CancellationToken);
    });

    private Task<TestHost> StartAsync(Participation participation) => TestHost.StartAsync<HolderDatabase>(
        Installation,
        participation,
        new()
        {
            Register = builder => builder.Services.AddDisclosure().AddClientNotices(new ClientNoticeSettings()).AddSingleton(Cases),
            Map = host =>
            {
                host.MapDisclosure();
                host.MapClientNotices();
                host.MapGrpcService<ScriptedCases>();
                host.MapGrpcService<ScriptedCare>();
            },
        },
        TestContext.Current.CancellationToken);
}

/// <summary>A gateway of one test.</summary>
internal sealed class OtherGateway(WebApplication host, GrpcChannel channel) : IAsyncDisposable
{
    public MyDataService.MyDataServiceClient MyData => new(channel);

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await host.DisposeAsync();
    }
}

/// <summary>The client's cases: a test writes them down before it calls.</summary>
internal sealed class ScriptedAnswers
{
    public Func<CancellationToken, Task<IEnumerable<PlanCase>>> Answer { get; set; } = _ => Task.FromResult<IEnumerable<PlanCase>>([]);

    public ListMyCareCasesResponse Care { get; set; } = new();
}

internal sealed class ScriptedCases(ScriptedAnswers cases) : MyPlanService.MyPlanServiceBase
{
    public override async Task<ListMyPlansResponse> ListMyPlans(ListMyPlansRequest request, ServerCallContext context) =>
        new() { PlanCases = { await cases.Answer(context.CancellationToken) } };
}

internal sealed class ScriptedCare(ScriptedAnswers cases) : MyCareService.MyCareServiceBase
{
    public override Task<ListMyCareCasesResponse> ListMyCareCases(ListMyCareCasesRequest request, ServerCallContext context) => Task.FromResult(cases.Care);
}

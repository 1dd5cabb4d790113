using Grpc.Core;
using Mesh.Certificates;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Peers;
using Mesh.Hosting.Tests.Calls;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.Hosting.Tests.Peers;

/// <summary>South Karelia calls the TE office: the client side of mutual TLS.</summary>
public sealed class PeersTests : IAsyncLifetime
{
    private readonly Installation _installation = new();
    private readonly CallScript _script = new();
    private TestHost? _region;
    private TestHost? _office;
    private Caller? _seen;

    public async ValueTask InitializeAsync()
    {
        _region = await TestHost.StartAsync<TestDatabase>(_installation, Participants.SouthKarelia, new(), TestContext.Current.CancellationToken);
        _office = await StartOfficeAsync(Participants.TeOffice, isListed: true);
        _script.Write((services, _, _) =>
        {
            _seen = services.GetRequiredService<CallScope>().Caller;
            return Task.FromResult(new AcceptInvitationResponse());
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _region!.DisposeAsync();
        await _office!.DisposeAsync();
        _installation.Dispose();
    }

    [Fact]
    public async Task Call_WhenThePeerIsWhoItShouldBe_ComesUnderOwnCertificate()
    {
        await CallAsync();

        Assert.Equal(new Caller(CallerKind.Participant, Participants.SouthKarelia), _seen);
    }

    [Fact]
    public async Task Call_WhenItHasNoDeadline_GetsFiveSecondsAndTheFlow()
    {
        DateTime deadline = default;
        Guid? received = null;
        _script.Write((services, _, context) =>
        {
            deadline = context.Deadline;
            received = services.GetRequiredService<FlowContext>().Id;
            return Task.FromResult(new AcceptInvitationResponse());
        });
        var before = TimeProvider.System.GetUtcNow().UtcDateTime;

        var sent = await CallAsync();

        Assert.InRange(deadline, before, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(5));
        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task Call_WhenItHasADeadlineAndHeaders_KeepsThem()
    {
        DateTime deadline = default;
        string? header = null;
        _script.Write((_, _, context) =>
        {
            (deadline, header) = (context.Deadline, context.RequestHeaders.GetValue("x-own"));
            return Task.FromResult(new AcceptInvitationResponse());
        });
        var wanted = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1);

        await CallAsync(new CallOptions([new("x-own", "a")], wanted));

        Assert.InRange(deadline, wanted.AddSeconds(-5), wanted.AddSeconds(5));
        Assert.Equal("a", header);
    }

    [Fact]
    public async Task Call_WhenTheServerIsAnotherParticipation_IsNotMade()
    {
        await using var other = await StartOfficeAsync(Participants.VantaaLabour, isListed: false);
        _installation.Change(draft => draft.Endpoints[Participants.TeOffice] = other.Address);

        await AssertNotMadeAsync();
    }

    [Fact]
    public async Task Call_WhenTheServersAuthorityIsNotTheDirectorys_IsNotMade()
    {
        _installation.Change(draft => draft.Issuers[Participants.TeOffice] = new string('A', 64));

        await AssertNotMadeAsync();
    }

    [Fact]
    public async Task Call_WhenTheServersAuthorityIsUnknown_IsNotMade()
    {
        using var unknown = DevelopmentAuthority.OpenOrCreate(Path.Combine(_installation.Folder, "unknown"));
        unknown.Issue(Participants.TeOffice.Urn, CertificateUse.ServerAndClient).Dispose();
        var certificate = unknown.FileOf(Participants.TeOffice.Urn, CertificateUse.ServerAndClient);
        await _office!.DisposeAsync();
        _office = await TestHost.StartAsync<TestDatabase>(
            _installation,
            Participants.TeOffice,
            Plan(isListed: true) with
            {
                Settings = settings => settings with { CertificatePath = certificate, CertificateKeyPath = Path.ChangeExtension(certificate, ".key") },
            },
            TestContext.Current.CancellationToken);

        await AssertNotMadeAsync();
    }

    [Fact]
    public async Task Call_WhenTheServersCertificateIsDenied_IsNotMade()
    {
        DenyOffice();

        await AssertNotMadeAsync();
    }

    [Fact]
    public async Task Call_WhenTheServersCertificateIsDeniedWhileConnected_IsNotMadeFromThenOn()
    {
        await CallAsync();
        _seen = null;
        DenyOffice();

        await AssertNotMadeAsync();
    }

    [Fact]
    public async Task Call_WhenTheDirectoryMovesThePeer_FollowsIt()
    {
        await CallAsync();
        var hosts = new List<string>();
        _script.Write((_, _, context) =>
        {
            hosts.Add(context.Host);
            return Task.FromResult(new AcceptInvitationResponse());
        });
        await using var moved = await TestHost.StartAsync<TestDatabase>(
            _installation,
            Participants.TeOffice,
            Plan(isListed: true) with { Settings = settings => settings with { DataFolder = Directory.CreateDirectory(Path.Combine(settings.DataFolder, "moved")).FullName } },
            TestContext.Current.CancellationToken);

        await CallAsync();

        Assert.Equal([moved.Address.Authority], hosts);
    }

    [Fact]
    public async Task Call_WhenNobodyListens_IsUnavailable()
    {
        _installation.Change(draft => draft.Endpoints[Participants.TeOffice] = Installation.Nowhere);

        Assert.Equal(StatusCode.Unavailable, (await AssertNotMadeAsync()).StatusCode);
    }

    [Fact]
    public async Task Call_WhenThePeerIsInNoDirectory_IsRefusedHere() =>
        await Assert.ThrowsAsync<UnknownParticipantException>(() => CallAsync(peer: Participants.Stranger));

    private void DenyOffice()
    {
        using var certificate = _installation.Authority.Issue(Participants.TeOffice.Urn, CertificateUse.ServerAndClient);
        _installation.Change(draft => draft.Deny(Participants.TeOffice, CertificateCheck.Thumbprint(certificate)));
    }

    private async Task<RpcException> AssertNotMadeAsync()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => CallAsync());
        Assert.Null(_seen);
        return refusal;
    }

    private Task<Guid> CallAsync(CallOptions options = default, Participation? peer = null) => _region!.InScopeAsync(async services =>
    {
        await services.GetRequiredService<Hosting.Peers.Peers>()
            .Client<PlanCooperationService.PlanCooperationServiceClient>(peer ?? Participants.TeOffice)
            .AcceptInvitationAsync(Town.Acceptance(), options);
        return services.GetRequiredService<FlowContext>().Id;
    });

    private Task<TestHost> StartOfficeAsync(Participation participation, bool isListed) =>
        TestHost.StartAsync<TestDatabase>(_installation, participation, Plan(isListed), TestContext.Current.CancellationToken);

    private TestHostPlan Plan(bool isListed) => new()
    {
        IsListed = isListed,
        Register = builder => builder.Services.AddSingleton(_script),
        Map = host => host.MapGrpcService<ScriptedCooperation>(),
    };
}

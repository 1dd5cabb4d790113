using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Hosting.Tests.Calls;

[Collection<TownTests>]
public sealed class FlowContextTests(Town town)
{
    private readonly Guid _flow = Guid.CreateVersion7();

    [Fact]
    public async Task Flow_WhenBroughtByAParticipation_IsContinuedAndJournaledWithTheAct()
    {
        town.Script.Write((services, _, _) => JournaledAsync(services, () => new AcceptInvitationResponse()));

        await town.AcceptAsync(Town.Acceptance(), options: InFlow());

        var row = Assert.Single(await RowsAsync());
        Assert.Equal(("F05 InvitationAccepted", "OK", Road.Cooperation), (row.Step, row.Outcome, row.Road));
        Assert.Equal(Participants.SouthKarelia.ToString(), row.Counterpart);
        Assert.Matches("^[0-9a-f]{32}$", row.TraceId);
    }

    [Fact]
    public async Task Flow_WhenBroughtByAnOwnSystem_IsContinued()
    {
        town.Script.Write((services, _, _) => JournaledAsync(services, () => new ImportBenefitPaymentsResponse()));
        using var import = new BenefitRegisterService.BenefitRegisterServiceClient(town.Channel(CertificateNames.ForOwnSystem(Participants.Kela, "importer")))
            .ImportBenefitPayments(InFlow());
        await import.RequestStream.CompleteAsync();
        await import.ResponseAsync;

        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task Flow_WhenBroughtByAPerson_IsNotContinued()
    {
        Guid? minted = null;
        town.Script.Write((services, _, _) =>
        {
            var flow = services.GetRequiredService<FlowContext>();
            Assert.False(flow.IsKnown);
            minted = flow.Id;
            return Task.FromResult(new RecordEmploymentPlanResponse());
        });

        await town.RecordAsync(Town.Plan(), (CallGate.FlowHeader, _flow.ToString()));

        Assert.Equal(7, minted!.Value.Version);
        Assert.NotEqual(_flow, minted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("{01980000-0000-7000-8000-00000000000a}")]
    public async Task Flow_WhenBroughtInAnotherForm_IsMintedAnew(string header)
    {
        var isKnown = true;
        town.Script.Write((services, _, _) =>
        {
            isKnown = services.GetRequiredService<FlowContext>().IsKnown;
            return Task.FromResult(new AcceptInvitationResponse());
        });

        await town.AcceptAsync(Town.Acceptance(), options: AnyCall.Options(null, true, (CallGate.FlowHeader, header)));

        Assert.False(isKnown);
    }

    [Fact]
    public async Task Journal_WhenTheActIsRefused_HasTheReasonAndNotTheStep()
    {
        town.Script.Write((services, _, _) => JournaledAsync<AcceptInvitationResponse>(services, () => throw Refusals.NoBasis.Raise()));

        await town.RefusedAsync(Town.Acceptance(), options: InFlow());

        var row = Assert.Single(await RowsAsync());
        Assert.Equal(("AcceptInvitation", "NO_BASIS", Road.Cooperation), (row.Step, row.Outcome, row.Road));
        Assert.Equal(Participants.SouthKarelia.ToString(), row.Counterpart);
    }

    [Fact]
    public async Task Journal_WhenTheActFails_HasNothingOfIt()
    {
        town.Script.Write((services, _, _) => JournaledAsync<AcceptInvitationResponse>(services, () => throw new TimeoutException()));

        await town.RefusedAsync(Town.Acceptance(), options: InFlow());

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Journal_WhenAnActOutsideAnyFlowIsRefused_HasNothing()
    {
        var before = (await town.Host.RowsAsync<JournalRow>()).Count;
        town.Script.Act = (_, _, _) => throw Refusals.NoBasis.Raise();

        await town.RefusedAsync(Town.Acceptance());

        Assert.Equal(before, (await town.Host.RowsAsync<JournalRow>()).Count);
    }

    [Fact]
    public async Task Journal_WhenRequestInAFlowIsMalformed_HasTheReason()
    {
        await town.RefusedAsync(new(), options: InFlow());

        Assert.Equal("INVALID_REQUEST", Assert.Single(await RowsAsync()).Outcome);
    }

    private CallOptions InFlow() => AnyCall.Options(null, true, (CallGate.FlowHeader, _flow.ToString()));

    private async Task<List<JournalRow>> RowsAsync() => (await town.Host.RowsAsync<JournalRow>()).FindAll(row => row.FlowId == _flow);

    private static Task<T> JournaledAsync<T>(IServiceProvider services, Func<T> act) =>
        services.GetRequiredService<Transactions>().RunAsync(
            _ =>
            {
                services.GetRequiredService<FlowJournal>().Record("F05 InvitationAccepted", Road.Cooperation, services.GetRequiredService<CallScope>().Caller.Participation);
                return Task.FromResult(act());
            },
            CancellationToken.None);
}

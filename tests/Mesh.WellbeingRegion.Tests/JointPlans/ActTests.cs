using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.WellbeingRegion.Clients;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.JointPlans;

public sealed class ActTests
{
    [Fact]
    public async Task Accept_WhenTheOwnerAccepts_TiesTheProfessionalAndJournalsTheCooperation()
    {
        await using var region = await TestRegion.StartAsync();
        var invited = await region.InvitedAsync();
        var request = Requests.Accept(invited);
        var answer = await AcceptAsync(region, request);

        Assert.Equal((PlanState.Drafting, 3), (answer.State, answer.CaseVersion));
        var (carried, flow) = Assert.Single(region.Owner.Acts);
        var act = Assert.IsType<AcceptInvitationRequest>(carried);
        Assert.Equal((request.RequestId, "worker-1", "urn:mesh:assurance:high"), (act.RequestId, act.Actor.PairwiseId, act.Actor.Assurance));
        Assert.Equal(invited.FlowId, flow);
        var step = Assert.Single(await region.RowsAsync<JournalRow>(), row => row.Road == Road.Cooperation);
        Assert.Equal(("F03 AcceptInvitation", invited.FlowId, (Guid?)invited.Id, "OK"), (step.Step, step.FlowId, step.CaseId, step.Outcome));
        Assert.Equal(PlanState.Drafting, Assert.Single((await region.ListAsync(Participants.Worker)).JointCases).State);
        Assert.Empty((await region.ListAsync(Participants.Colleague)).JointCases);
    }

    [Fact]
    public async Task Accept_WhenRepeatedWithTheSameRequestId_GivesTheFirstOutcomeAndIsDoneOnce()
    {
        await using var region = await TestRegion.StartAsync();
        var request = Requests.Accept(await region.InvitedAsync());
        Assert.Equal(await AcceptAsync(region, request), await AcceptAsync(region, request));

        Assert.Single(await region.RowsAsync<ClientTie>());
        Assert.Single(await region.RowsAsync<JournalRow>(), row => row.Road == Road.Cooperation);
    }

    [Fact]
    public async Task Accept_WhenTheRequestIdComesWithAnotherBody_IsRefused()
    {
        await using var region = await TestRegion.StartAsync();
        var invited = await region.InvitedAsync();
        var id = Requests.Id();
        await AcceptAsync(region, Requests.Accept(invited, id));
        var refusal = await RefusedAsync(region, Requests.Accept(invited, id, name: "Joku Muu"));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (refusal.StatusCode, TestRegion.ReasonOf(refusal)));
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.Internal)]
    public async Task Accept_WhenTheOwnerDoesNotAnswer_IsRefusedAndNothingIsStored(StatusCode code)
    {
        await using var region = await TestRegion.StartAsync();
        var invited = await region.InvitedAsync();
        var before = await region.CaseAsync(invited);
        var request = Requests.Accept(invited);
        region.Owner.Fails = new RpcException(new Status(code, "secret of the owner"));
        var refusal = await RefusedAsync(region, request);

        Assert.Equal((StatusCode.Unavailable, "OWNER_UNREACHABLE"), (refusal.StatusCode, TestRegion.ReasonOf(refusal)));
        Assert.DoesNotContain("secret", refusal.Status.Detail, StringComparison.Ordinal);
        Assert.Equivalent(before, await region.CaseAsync(invited));
        Assert.Empty(await region.RowsAsync<ClientTie>());
        Assert.Empty(await region.RowsAsync<RequestOutcome>());

        region.Owner.Fails = null;
        Assert.Equal(PlanState.Drafting, (await AcceptAsync(region, request)).State);
    }

    [Fact]
    public async Task Accept_WhenTheOwnersFirstAnswerWasLost_IsFinishedByTheSameRequest()
    {
        await using var region = await TestRegion.StartAsync();
        var invited = await region.InvitedAsync();
        var request = Requests.Accept(invited);
        region.Owner.Accept(
            new AcceptInvitationRequest
            {
                RequestId = request.RequestId,
                CaseId = request.CaseId,
                Representative = request.Representative,
                Actor = Mesh.Hosting.Calls.Actors.Of(Participants.Worker),
            },
            invited.FlowId);

        Assert.Equal(3, (await AcceptAsync(region, request)).CaseVersion);
        Assert.Single(await region.RowsAsync<ClientTie>());
    }

    [Fact]
    public async Task Accept_WhenAColleagueHasAccepted_IsRefusedWithoutAskingTheOwner()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        var refusal = await region.RefusedAsync(
            Participants.Colleague, "AcceptPlanInvitation", (service, call) => service.AcceptPlanInvitation(Requests.Accept(accepted), call));

        Assert.Equal("NO_BASIS", TestRegion.ReasonOf(refusal));
        Assert.Single(region.Owner.Acts);
    }

    [Fact]
    public async Task Acts_WhenTheProfessionalHasNoTie_GetTheSameNoBasisAsForAnUnknownCase()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        accepted.Draft();
        await region.ReceiveAsync(Notices.Drafted(accepted, region));
        var (asked, acts) = (region.Owner.Asked.Count, region.Owner.Acts.Count);
        var unknown = new OwnerCase().Draft();
        foreach (var about in new[] { accepted, unknown })
        {
            RpcException[] refusals =
            [
                await region.RefusedAsync(Participants.Colleague, "ContributePlanPart", (s, c) => s.ContributePlanPart(Requests.Contribute(about), c)),
                await region.RefusedAsync(Participants.Colleague, "FetchPlanCopy", (s, c) => s.FetchPlanCopy(Requests.Fetch(about), c)),
                await region.RefusedAsync(Participants.Colleague, "SignJointPlan", (s, c) => s.SignJointPlan(Requests.Sign(about), c)),
            ];
            Assert.All(refusals, refusal => Assert.Equal(Bytes(Refusals.NoBasis.Raise()), Bytes(refusal)));
        }

        Assert.Equal((asked, acts), (region.Owner.Asked.Count, region.Owner.Acts.Count));
    }

    [Fact]
    public async Task Contribute_WhenTheInvitationIsNotAccepted_GetsNoBasis()
    {
        await using var region = await TestRegion.StartAsync();
        var invited = await region.InvitedAsync();
        var refusal = await region.RefusedAsync(
            Participants.Worker, "ContributePlanPart", (service, call) => service.ContributePlanPart(Requests.Contribute(invited), call));

        Assert.Equal("NO_BASIS", TestRegion.ReasonOf(refusal));
        Assert.Empty(region.Owner.Acts);
    }

    [Fact]
    public async Task Contribute_WhenTheOwnerTakesIt_IsCarriedWholeAndJournaled()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        var request = Requests.Contribute(accepted);
        await region.CallAsync(Participants.Worker, "ContributePlanPart", (service, call) => service.ContributePlanPart(request, call));

        var act = Assert.IsType<ContributeToPlanRequest>(region.Owner.Acts.Last().Request);
        Assert.Equal((request.RequestId, request.ExpectedVersion, request.Text), (act.RequestId, act.ExpectedVersion, act.Text));
        Assert.Equal(request.Services, act.Services);
        Assert.Single(await region.RowsAsync<JournalRow>(), row => row.Step == "F06 ContributeToPlan" && row.Road == Road.Cooperation);
        Assert.Equal(4, (await region.CaseAsync(accepted)).CaseVersion);
    }

    private static Task<AcceptPlanInvitationResponse> AcceptAsync(TestRegion region, AcceptPlanInvitationRequest request) =>
        region.CallAsync(Participants.Worker, "AcceptPlanInvitation", (service, call) => service.AcceptPlanInvitation(request, call));

    private static Task<RpcException> RefusedAsync(TestRegion region, AcceptPlanInvitationRequest request) =>
        region.RefusedAsync(Participants.Worker, "AcceptPlanInvitation", (service, call) => service.AcceptPlanInvitation(request, call));

    private static string Bytes(RpcException refusal) => refusal.GetRpcStatus()!.ToByteString().ToBase64();
}

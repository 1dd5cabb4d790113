using Grpc.Core;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Eligibility;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>F03: the region is invited, by a notice that is written with the act.</summary>
public sealed class InvitationTests
{
    [Fact]
    public async Task Invite_WhenDone_LeavesOneNoticeWithIdsOnlyAndItsLinkToTheClient()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);

        var invited = await aino.InviteAsync();

        Assert.Equal((PlanState.Invited, 2, Participants.Region.ToString()), (invited.State, invited.CaseVersion, invited.Region));
        var notice = Assert.Single(await office.OutboxAsync());
        Assert.Equal((Participants.TeOffice, Participants.Region), (notice.Source, notice.Recipient));
        Assert.Equal($$"""{ "caseId": "{{aino.CaseId}}", "caseVersion": 2 }""", notice.Data);
        Assert.Equal(
            [$"{notice.Id} {Participants.Region} {aino.CaseId}"],
            await office.ColumnAsync("SELECT notice_id || ' ' || recipient || ' ' || case_id FROM notice_subject"));
    }

    [Fact]
    public async Task Invite_WhenDaysLater_GoesOnInTheFlowAndTraceOfTheEvaluation()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);
        var evaluation = Assert.Single(await office.RowsAsync<EvaluationRow>());
        office.MoveTo("16.11.2023");

        await aino.InviteAsync();

        var notice = Assert.Single(await office.OutboxAsync());
        Assert.Equal(evaluation.FlowId, notice.FlowId);
        Assert.Equal(evaluation.Trace[3..35], notice.Trace.TraceId.ToHexString());
        var step = (await office.JournalAsync()).Single(step => step.Step == "F03 PlanInvitationSent");
        Assert.Equal((notice.FlowId, notice.Trace.TraceId.ToHexString()), (step.FlowId, step.TraceId));
    }

    [Fact]
    public async Task Invite_WhenItsLastWriteFails_LeavesNeitherNoticeNorActAndTellsNothingOfWhy()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);
        await office.TamperAsync(TestKit.TestStorage.IsPostgres
            ? "ALTER TABLE request_outcome ADD CONSTRAINT \"disk of Aino is full\" CHECK (false) NOT VALID"
            : "CREATE TRIGGER full BEFORE INSERT ON request_outcome BEGIN SELECT RAISE(ABORT, 'disk of Aino is full'); END");

        var refusal = await Refused.ReasonAsync(office.Send(Callers.Expert, aino.Invitation()));

        Assert.Equal(StatusCode.Internal, refusal.Code);
        Assert.Empty(await office.OutboxAsync());
        Assert.Empty(await office.ColumnAsync("SELECT notice_id FROM notice_subject"));
        var row = Assert.Single(await office.RowsAsync<PlanCaseRow>());
        Assert.Equal((PlanState.Identified, 1, null), (row.State, row.Version, row.Region));
        await office.TamperAsync(TestKit.TestStorage.IsPostgres
            ? "ALTER TABLE request_outcome DROP CONSTRAINT \"disk of Aino is full\""
            : "DROP TRIGGER full");
        Assert.Equal(PlanState.Invited, (await aino.InviteAsync()).State);
    }

    [Fact]
    public async Task Invite_WhenSentTwice_TellsOnce()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);
        var request = aino.Invitation();

        Assert.Equal(await office.Send(Callers.Expert, request), await office.Send(Callers.Expert, request));
        Assert.Single(await office.OutboxAsync());
    }

    [Fact]
    public async Task Invite_WhenTheCaseHasMovedOn_IsRefusedWithTheCurrentVersion()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);
        var late = aino.Invitation();
        await aino.InviteAsync();

        Assert.Equal(
            (StatusCode.Aborted, "STALE_CASE_VERSION", "2"),
            await Refused.DetailAsync(office.Send(Callers.Expert, late), "current_version"));
    }

    [Fact]
    public async Task Invite_WhenTheDirectoryDoesNotTellTheRegion_IsRefusedNotGuessed()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);
        await office.TamperAsync("UPDATE jobseeker SET home_municipality = '091'");

        Assert.Equal(
            (StatusCode.FailedPrecondition, "REGION_UNKNOWN"), await Refused.ReasonAsync(office.Send(Callers.Expert, aino.Invitation())));
        Assert.Empty(await office.OutboxAsync());
    }

    [Fact]
    public async Task Accept_WhenInvited_ShowsTheRepresentativeToTheOffice()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.AcceptedAsync(office);

        var plan = await aino.GetAsync();

        Assert.Equal((PlanState.Drafting, AinosCase.RepresentativeName), (plan.State, plan.Representative.Name));
        Assert.Contains("F03 AcceptInvitation", (await office.JournalAsync()).Select(step => step.Step));
    }

    // The region that never saw the first answer accepts under another request id, whatever has happened since.
    [Fact]
    public async Task Accept_WhenItIsGivenAgainAsAnotherRequest_StandsAndNamesWhoWillWorkOnIt()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        var before = await aino.GetAsync();
        var again = aino.Acceptance();
        again.Representative.Name = "Kaisa Kollega";

        var answer = await office.Send(Callers.Region, again);

        Assert.Equal((before.CaseVersion, PlanState.AwaitingSignatures), (answer.CaseVersion, answer.State));
        Assert.Equal("Kaisa Kollega", (await aino.GetAsync()).Representative.Name);
    }

    [Fact]
    public async Task Cooperate_WhenAnotherRegionTries_IsRefusedAsForAnUnknownCase()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        var unknown = aino.Acceptance();
        unknown.CaseId = AinosCase.Id();
        var expected = await Refused.BytesAsync(office.Send(Callers.OtherRegion, unknown));

        Assert.Equal(expected, await Refused.BytesAsync(office.Send(Callers.OtherRegion, aino.Acceptance())));
        Assert.Equal(expected, await Refused.BytesAsync(office.Send(Callers.OtherRegion, aino.Contribution())));
        Assert.Equal(expected, await Refused.BytesAsync(office.Send(Callers.OtherRegion, aino.Cosignature())));
    }
}

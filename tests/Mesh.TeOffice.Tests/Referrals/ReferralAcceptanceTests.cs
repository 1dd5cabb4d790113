using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Messaging;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Referrals;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;

namespace Mesh.TeOffice.Tests.Referrals;

/// <summary>A professional accepts a referral: the joint case is opened, or the authority goes on by its own facts.</summary>
public sealed class ReferralAcceptanceTests
{
    [Fact]
    public async Task Accept_WhenInvited_OpensTheJointCaseInDraftingWithWhatTheRegionFound()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();

        var accepted = await eetu.AcceptAsync();

        Assert.Equal((1, PlanState.Drafting, eetu.JobseekerId), (accepted.CaseVersion, accepted.State, accepted.JobseekerId));
        var plan = await eetu.GetAsync();
        Assert.Equal(
            (Participants.Region.ToString(), Participants.TeOffice.ToString(), EetusCase.RepresentativeName, eetu.FlowId.ToString()),
            (plan.Region, plan.Owner, plan.Representative.Name, plan.FlowId));
        var row = Assert.Single(await office.RowsAsync<PlanCaseRow>());
        Assert.Equal(
            (eetu.ReferralId, null, "AKT-ELIG-O25-3", new DateOnly(2023, 12, 4), office.Now),
            (row.ReferralId.ToString(), row.EvaluationId, row.RuleIds, row.NeedOn, row.OpenedAt));
        var referral = Assert.Single(await office.RowsAsync<RegionReferralRow>());
        Assert.Equal((row.CaseId, "te-expert-1", office.Now), (referral.CaseId, referral.AcceptedBy, referral.AcceptedAt));
        Assert.Empty((await office.Send(Callers.Expert, new ListRegionReferralsRequest())).Referrals);
    }

    [Fact]
    public async Task Accept_WhenInvited_TellsTheRegionWhichGoesOnAsAParty()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.AcceptedAsync(office);

        var told = Assert.Single(await office.OutboxAsync());
        Assert.Equal(
            (Participants.Region, eetu.FlowId, NoticeTypes.Of(RegionReferralAccepted.Descriptor)), (told.Recipient, told.FlowId, told.Type));
        Assert.Equal($$"""{ "referralId": "{{eetu.ReferralId}}", "caseId": "{{eetu.CaseId}}", "caseVersion": 1 }""", told.Data);
        Assert.Contains("F04 RegionReferralAccepted", (await office.JournalAsync()).Select(step => step.Step));
        Assert.All(await office.JournalAsync(), step => Assert.Equal(eetu.FlowId, step.Step == "Disclose" ? eetu.FlowId : step.FlowId));

        await eetu.ContributeAsync();
        await eetu.DraftAsync(EetusCase.Ktt());

        Assert.Equal(3, eetu.Version);
    }

    [Fact]
    public async Task Accept_WhenSentTwice_OpensOneCaseAndASecondIsRefused()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();
        var request = eetu.Acceptance();

        Assert.Equal(await office.Send(Callers.Expert, request), await office.Send(Callers.Expert, request));
        Assert.Equal(
            (StatusCode.FailedPrecondition, "CASE_ALREADY_OPEN"), await Refused.ReasonAsync(office.Send(Callers.Expert, eetu.Acceptance())));
        Assert.Single(await office.RowsAsync<PlanCaseRow>());
        Assert.Equal(["RegionReferralAccepted"], await office.ToldAsync());
    }

    // Each authority invited the other: the plan that both work on is the answer to both.
    [Fact]
    public async Task Accept_WhenBothWorkOnThePlanAlready_AnswersWithThatPlan()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var aino = await AinosCase.AcceptedAsync(office);
        var referral = new EetusCase(office, aino.JobseekerId);
        office.Doors.TellReferral(People.Aino, referral.Referral());
        await office.ReceiveAsync(referral.Notice());

        var accepted = await referral.AcceptAsync();

        Assert.Equal((aino.CaseId, aino.Version, PlanState.Drafting), (accepted.CaseId, accepted.CaseVersion, accepted.State));
        Assert.Single(await office.RowsAsync<PlanCaseRow>());
        var told = (await office.OutboxAsync())[^1];
        Assert.Equal((Participants.Region, NoticeTypes.Of(RegionReferralAccepted.Descriptor)), (told.Recipient, told.Type));
        Assert.Equal($$"""{ "referralId": "{{referral.ReferralId}}", "caseId": "{{aino.CaseId}}", "caseVersion": {{aino.Version}} }""", told.Data);
    }

    [Fact]
    public async Task Accept_WhenTheRegionHasYetToAcceptTheInvitation_IsRefusedUntilItHas()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var aino = await AinosCase.OpenAsync(office);
        await aino.InviteAsync();
        var referral = new EetusCase(office, aino.JobseekerId);
        office.Doors.TellReferral(People.Aino, referral.Referral());
        await office.ReceiveAsync(referral.Notice());

        Assert.Equal((StatusCode.FailedPrecondition, "CASE_ALREADY_OPEN"), await Refused.ReasonAsync(office.Send(Callers.Expert, referral.Acceptance())));
        await office.Send(Callers.Region, aino.Acceptance());
        Assert.Equal(aino.CaseId, (await referral.AcceptAsync()).CaseId);
    }

    [Fact]
    public async Task Accept_WhenToldAgainAfterwards_StaysAsAccepted()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.AcceptedAsync(office);

        await eetu.ReferAsync(ReferralKind.Handover);

        var row = Assert.Single(await office.RowsAsync<RegionReferralRow>());
        Assert.Equal((ReferralKind.Invitation, eetu.CaseId), (row.Kind, row.CaseId.ToString()));
        Assert.Empty(await office.ParkedAsync());
    }

    [Fact]
    public async Task Accept_WhenThePersonIsNotRegistered_IsRefusedUntilTheExpertRegistersThePerson()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = new EetusCase(office, "");
        await eetu.ReferAsync();

        Assert.Equal(
            (StatusCode.FailedPrecondition, "NOT_REGISTERED_HERE"), await Refused.ReasonAsync(office.Send(Callers.Expert, eetu.Acceptance())));
        Assert.Empty(await office.RowsAsync<PlanCaseRow>());
        var registered = await EetusCase.RegisterAsync(office);

        Assert.Equal(registered.JobseekerId, (await eetu.AcceptAsync()).JobseekerId);
    }

    [Fact]
    public async Task Accept_WhenTheProfessionalHasNoTie_IsRefusedAsForAnUnknownReferral()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();
        var unknown = await Refused.BytesAsync(office.Send(Callers.Colleague, new EetusCase(office, "").Acceptance()));

        Assert.Equal(unknown, await Refused.BytesAsync(office.Send(Callers.Colleague, eetu.Acceptance())));
        Assert.StartsWith("PermissionDenied|", unknown, StringComparison.Ordinal);
        Assert.Empty(await office.RowsAsync<PlanCaseRow>());
    }

    [Fact]
    public async Task Accept_WhenHandedOver_OpensTheCaseOnTheRegionsMonthsForThisAuthorityToStart()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync(ReferralKind.Handover);

        var accepted = await eetu.AcceptAsync();
        var evaluation = await eetu.EvaluateAsync();

        Assert.Equal((1, PlanState.Identified, eetu.JobseekerId), (accepted.CaseVersion, accepted.State, accepted.JobseekerId));
        Assert.Equal(eetu.FlowId.ToString(), evaluation.FlowId);
        var row = Assert.Single(await office.RowsAsync<PlanCaseRow>());
        Assert.Equal(
            (eetu.ReferralId, null, "AKT-ELIG-O25-3", null, eetu.FlowId),
            (row.ReferralId.ToString(), row.EvaluationId, row.RuleIds, row.Region, row.FlowId));
        Assert.Equal([("INVITE_REGION", SignerRole.LabourAuthority)], await eetu.NextStepsAsync());
        var told = Assert.Single(await office.OutboxAsync());
        Assert.Equal((Participants.Region, NoticeTypes.Of(RegionReferralAccepted.Descriptor)), (told.Recipient, told.Type));

        // The region is no party of the case yet: it may fetch nothing by the notice.
        Assert.Empty(await office.ColumnAsync("SELECT notice_id FROM notice_subject"));
        var invited = await office.Send(
            Callers.Expert,
            new InviteRegionRequest
            {
                RequestId = AinosCase.Id(), CaseId = eetu.CaseId, ExpectedVersion = 1, ProposedTime = office.Now.AddDays(7).ToTimestamp(),
            });
        Assert.Equal((PlanState.Invited, Participants.Region.ToString()), (invited.State, invited.Region));
        Assert.Empty((await office.Send(Callers.Expert, new ListRegionReferralsRequest())).Referrals);
        Assert.Equal(
            (StatusCode.FailedPrecondition, "ALREADY_ACCEPTED"), await Refused.ReasonAsync(office.Send(Callers.Expert, eetu.Acceptance())));
    }

    [Fact]
    public async Task Accept_WhenHandedOverWhileAPlanGoesOn_AnswersWithThatPlan()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var aino = await AinosCase.OpenAsync(office);
        var referral = new EetusCase(office, aino.JobseekerId);
        office.Doors.TellReferral(People.Aino, referral.Referral(ReferralKind.Handover));
        await office.ReceiveAsync(referral.Notice(ReferralKind.Handover));

        Assert.Equal((aino.CaseId, PlanState.Identified), await AcceptAsync(referral));
        Assert.Single(await office.RowsAsync<PlanCaseRow>());
    }

    [Fact]
    public async Task Keep_WhenAReferralIsKept_LeavesNothingPersonalReadable()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        await EetusCase.DraftedAsync(office);

        var kept = await TestKit.TestStorage.BytesAsync(office.Place, TestContext.Current.CancellationToken);

        Assert.True(Holds(kept, "AKT-ELIG-O25-3"));
        foreach (var personal in new[] { EetusCase.RepresentativeName, "Aikuissosiaalityo", EetusCase.KttGoal, People.Eetu.Reveal() })
        {
            Assert.False(Holds(kept, personal));
            Assert.DoesNotContain(personal, office.Log, StringComparison.Ordinal);
        }
    }

    private static async Task<(string CaseId, PlanState State)> AcceptAsync(EetusCase referral) =>
        await referral.AcceptAsync() is var accepted ? (accepted.CaseId, accepted.State) : default;

    private static bool Holds(byte[] bytes, string text) => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
}

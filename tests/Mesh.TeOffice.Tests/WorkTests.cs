using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.TeOffice.Eligibility;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.TeOffice.Tests;

/// <summary>What waits for the labour authority's professionals.</summary>
public sealed class WorkTests
{
    [Fact]
    public async Task Queue_WhenTheCaseGoesOn_IsAtEachPointWhatTheCaseWaitsForOfTheAuthority()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        await SameAsync();
        await eetu.FindAsync(SignerRole.SocialCare);
        await SameAsync("AGREE_FINDING", "DRAFT");
        await eetu.FindAsync(SignerRole.LabourAuthority);
        await eetu.FindAsync(SignerRole.Client);
        await SameAsync("DRAFT");
        await eetu.DraftAsync(EetusCase.Ktt());
        await SameAsync("GIVE_BENEFIT_INFORMATION", "SIGN");
        await eetu.InformAsync(SignerRole.LabourAuthority);
        await eetu.InformAsync(SignerRole.SocialCare);
        await SameAsync("SIGN");
        office.MoveTo("15.1.2024");
        await office.Send(Callers.Expert, eetu.Signature());
        await SameAsync([]);
        await office.Send(Callers.Eetu, eetu.OwnSignature());
        await office.Send(Callers.Region, eetu.Cosignature());
        office.MoveTo("1.4.2024");
        await SameAsync("HOLD_REVIEW");

        async Task SameAsync(params string[] codes)
        {
            var steps = (await eetu.GetAsync()).NextSteps.Where(step => step.Who == SignerRole.LabourAuthority).Select(step => step.Code);
            var items = (await ListAsync(office, Callers.Expert)).Where(item => item.CaseId == eetu.CaseId).Select(item => item.Code).ToList();
            Assert.Equal(steps.Order(StringComparer.Ordinal), items.Order(StringComparer.Ordinal));
            if (codes.Length > 0)
            {
                Assert.Equal(codes, items.Order(StringComparer.Ordinal));
            }

            Assert.Empty(await ListAsync(office, Callers.Colleague));
        }
    }

    [Theory]
    [InlineData("31.3.2024", null)]
    [InlineData("1.4.2024", WorkTiming.Upcoming)]
    [InlineData("14.4.2024", WorkTiming.Upcoming)]
    [InlineData("15.4.2024", WorkTiming.Due)]
    [InlineData("16.4.2024", WorkTiming.Overdue)]
    public async Task Queue_WhenAReviewComes_ShowsItFromTwoWeeksBefore(string today, WorkTiming? timing)
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.DraftedAsync(office);
        await eetu.InformAsync(SignerRole.LabourAuthority);
        await eetu.InformAsync(SignerRole.SocialCare);
        office.MoveTo("15.1.2024");
        await office.Send(Callers.Expert, eetu.Signature());
        await office.Send(Callers.Eetu, eetu.OwnSignature());
        await office.Send(Callers.Region, eetu.Cosignature());

        office.MoveTo(today);

        var reviews = await ListAsync(office, Callers.Expert);
        Assert.Equal(timing is null ? [] : [(timing.Value, "2024-04-15", "2024-04-15")], reviews.Select(item => (item.Timing, item.DueOn, item.LastLawfulDate)));
    }

    [Fact]
    public async Task Queue_WhenAFindingCame_HoldsItUntilACaseIsOpened()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var notice = KelaNotices.Threshold(office);
        await office.ReceiveAsync(notice);

        var item = Assert.Single(await ListAsync(office, Callers.Expert));
        Assert.Equal(
            (WorkKind.Decision, "DECIDE_ON_FINDING", notice.Id.ToString(), aino.JobseekerId, WorkHolder.Mine),
            (item.Kind, item.Code, item.Reference, item.ClientId, item.Holder));
        var evaluation = (await office.Send(Callers.Expert, new ListEligibilityFindingsRequest())).Findings[0].EvaluationId;
        await office.Send(Callers.Expert, new RecordNeedRequest { RequestId = AinosCase.Id(), EvaluationId = evaluation, BoundaryReasonCode = "DAYS_181" });

        Assert.Equal(["INVITE_REGION"], (await ListAsync(office, Callers.Expert)).Select(left => left.Code));
    }

    [Fact]
    public async Task Settle_WhenAFindingNeedsNothing_TakesItOutOnce()
    {
        await using var office = await OfficeHost.StartAsync();
        await AinosCase.RegisterAsync(office);
        var notice = KelaNotices.Threshold(office);
        await office.ReceiveAsync(notice);
        var request = Settlement(notice.Id);

        Assert.Equal((StatusCode.PermissionDenied, "NO_BASIS"), await Refused.ReasonAsync(office.Send(Callers.Colleague, request.Clone())));
        Assert.Equal("2023-11-13", (await office.Send(Callers.Expert, request)).SettledOn);
        Assert.Equal("2023-11-13", (await office.Send(Callers.Expert, request)).SettledOn);
        Assert.Equal((StatusCode.FailedPrecondition, "FINDING_SETTLED"), await Refused.ReasonAsync(office.Send(Callers.Expert, Settlement(notice.Id))));

        Assert.Empty(await ListAsync(office, Callers.Expert));
        var row = Assert.Single(await office.RowsAsync<FindingRow>());
        Assert.Equal(("te-expert-1", "NO_NEED"), (row.SettledBy, row.SettledReason));
    }

    [Fact]
    public async Task Queue_WhenThePersonIsNotInTheRegister_IsEverybodysAndAnybodySettlesIt()
    {
        await using var office = await OfficeHost.StartAsync();
        office.Doors.TellPaidDays(People.Eetu);
        var notice = KelaNotices.Threshold(office);
        await office.ReceiveAsync(notice);

        Assert.Equal(WorkHolder.Unclaimed, Assert.Single(await ListAsync(office, Callers.Colleague)).Holder);
        await office.Send(Callers.Colleague, Settlement(notice.Id));
        Assert.Empty(await ListAsync(office, Callers.Expert));
    }

    [Fact]
    public async Task Queue_WhenARegionRefersSomebodyUnknown_IsEverybodysUntilThePersonIsRegistered()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var stranger = new EetusCase(office, "");
        office.Doors.TellReferral(People.Eetu, stranger.Referral());
        await office.ReceiveAsync(stranger.Notice());
        var waiting = Assert.Single(await ListAsync(office, Callers.Colleague));
        Assert.Equal(
            (WorkKind.Invitation, "ACCEPT_REFERRAL", "", WorkHolder.Unclaimed, "2023-12-08"),
            (waiting.Kind, waiting.Code, waiting.ClientId, waiting.Holder, waiting.DueOn));
        var shown = await office.As<WorkQueueService.WorkQueueServiceClient>(Callers.Colleague).RevealWorkClientAsync(
            new() { ItemId = waiting.ItemId }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(People.Eetu.Reveal(), shown.PersonalIdentityCode);

        var eetu = await EetusCase.RegisterAsync(office);

        Assert.Empty(await ListAsync(office, Callers.Colleague));
        var own = Assert.Single(await ListAsync(office, Callers.Expert));
        Assert.Equal((waiting.ItemId, eetu.JobseekerId, WorkHolder.Mine), (own.ItemId, own.ClientId, own.Holder));
    }

    [Fact]
    public async Task Queue_WhenARegionCouldNotBeToldWhoStarts_AsksForAnEvaluationUntilKelasCountsCame()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        Assert.Equal(StartingAuthority.Unspecified, (await office.StandingAsync()).StartingAuthority);
        Assert.Equal(
            [("EVALUATE_FOR_REGION", eetu.JobseekerId, Participants.Region.ToString())],
            (await ListAsync(office, Callers.Expert)).Select(item => (item.Code, item.Reference, item.Counterpart)));

        office.Doors.TellPaidDays(People.Eetu);
        await office.Send(Callers.Expert, new EvaluateEligibilityRequest { JobseekerId = eetu.JobseekerId });

        Assert.Empty(await ListAsync(office, Callers.Expert));
    }

    private static SettleEligibilityFindingRequest Settlement(Guid findingId) =>
        new() { RequestId = AinosCase.Id(), FindingId = findingId.ToString(), ReasonCode = "NO_NEED" };

    private static async Task<IReadOnlyList<WorkItem>> ListAsync(OfficeHost office, Caller caller) =>
        (await office.As<WorkQueueService.WorkQueueServiceClient>(caller).ListWorkAsync(new())).Items;
}

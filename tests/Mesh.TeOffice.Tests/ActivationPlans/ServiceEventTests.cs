using Google.Protobuf;
using Mesh.Messaging;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>F32: what became of a plan's services, and that the authority looks at a plan whose services are over (AKT-REV-1).</summary>
public sealed class ServiceEventTests
{
    private readonly string _placementId = AinosCase.Id();

    [Fact]
    public async Task Receive_WhenAServiceCouldNotBeArranged_IsFetchedByDutyKeptAndShown()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        office.Doors.Asked.Clear();
        var notice = await ToldAsync(office, aino, 5, ServiceEventState.NotArranged, "CLIENT_WITHDREW");

        var (holder, request) = Assert.Single(office.Doors.Asked);
        Assert.Equal(
            (Participants.Region, notice.Id.ToString(), Purpose.ActivationPlanFollowUp), (holder, request.Subject.NoticeId, request.Purpose));
        Assert.Equal([DataCategory.ServiceEvent], request.Categories);
        var shown = Assert.Single((await aino.GetAsync()).ServiceEvents);
        Assert.Equal(
            (_placementId, 5, ServiceEventState.NotArranged, "2023-11-30", "CLIENT_WITHDREW"),
            (shown.ServiceId, shown.ServiceVersion, shown.State, shown.On, shown.ReasonCode));
        Assert.Equal(["HOLD_REVIEW", "REVIEW_SERVICES"], await StepsAsync(aino));
        Assert.Contains(await WorkAsync(office), item => item is { Code: "REVIEW_SERVICES", Kind: WorkKind.Review, DueOn: "" });
    }

    [Theory]
    [InlineData(ServiceEventState.Started, false)]
    [InlineData(ServiceEventState.Ended, true)]
    [InlineData(ServiceEventState.NotArranged, true)]
    public async Task Steps_WhenAServiceIsToldOf_AskForALookOnlyOnceItIsOver(ServiceEventState state, bool isOver)
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);

        await ToldAsync(office, aino, 4, state);

        Assert.Equal(isOver, (await StepsAsync(aino)).Contains("REVIEW_SERVICES"));
    }

    [Fact]
    public async Task Steps_WhenAReviewWasHeldSince_AskNoMoreUntilTheNextServiceIsOver()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        await ToldAsync(office, aino, 5, ServiceEventState.Ended, "PERIOD_OVER");

        await aino.ReviewAsync("2023-11-30");
        Assert.DoesNotContain("REVIEW_SERVICES", await StepsAsync(aino));
        Assert.DoesNotContain(await WorkAsync(office), item => item.Code == "REVIEW_SERVICES");
        await ToldAsync(office, aino, 3, ServiceEventState.NotArranged, "PLACE_DECLINED", AinosCase.Id());

        Assert.Contains("REVIEW_SERVICES", await StepsAsync(aino));
    }

    [Fact]
    public async Task Steps_WhenAnotherPlacementIsAgreed_AskNoMore()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        await ToldAsync(office, aino, 5, ServiceEventState.NotArranged, "OTHER_PLACE_AGREED");
        var other = AinosCase.Id();
        office.Doors.TellPlacement(new PlacementNotice
        {
            PlacementId = other, CaseId = aino.CaseId, Provider = "Paja", FirstDay = "2024-01-22", LastDay = "2024-07-19", DaysPerWeek = 3,
        });

        await office.ReceiveAsync(RegionNotices.Of(office, new PlacementAgreed { CaseId = aino.CaseId, PlacementId = other, PlacementVersion = 1 }));

        Assert.DoesNotContain("REVIEW_SERVICES", await StepsAsync(aino));
        Assert.DoesNotContain(await WorkAsync(office), item => item.Code == "REVIEW_SERVICES");
        await ToldAsync(office, aino, 4, ServiceEventState.Ended, "PERIOD_OVER", other);
        Assert.Contains("REVIEW_SERVICES", await StepsAsync(aino));
    }

    [Fact]
    public async Task Receive_WhenItComesTwiceOrLate_IsKeptOnce()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        var notice = await ToldAsync(office, aino, 5, ServiceEventState.Ended, "PERIOD_OVER");
        var asked = office.Doors.Asked.Count;

        await office.ReceiveAsync(notice);
        await ToldAsync(office, aino, 4, ServiceEventState.Started);

        Assert.Equal(asked, office.Doors.Asked.Count);
        Assert.Equal(5, Assert.Single(await office.RowsAsync<ServiceEventRow>()).ServiceVersion);
        Assert.Empty(await office.ParkedAsync());
    }

    [Theory]
    [InlineData("another region")]
    [InlineData("unknown case")]
    [InlineData("another service")]
    [InlineData("an earlier version")]
    [InlineData("no state")]
    [InlineData("no day")]
    [InlineData("no code")]
    public async Task Receive_WhenItDoesNotFit_IsParked(string mismatch)
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        var told = Event(office, aino, 5, ServiceEventState.Ended, "PERIOD_OVER", _placementId);
        var notice = new ServiceEventRecorded { CaseId = told.CaseId, ServiceId = told.ServiceId, ServiceVersion = 5 };
        notice.CaseId = mismatch == "unknown case" ? AinosCase.Id() : notice.CaseId;
        told.ServiceId = mismatch == "another service" ? AinosCase.Id() : told.ServiceId;
        told.ServiceVersion = mismatch == "an earlier version" ? 4 : 5;
        told.State = mismatch == "no state" ? ServiceEventState.Unspecified : told.State;
        told.On = mismatch == "no day" ? "" : told.On;
        told.ReasonCode = mismatch == "no code" ? "he did not come" : told.ReasonCode;
        Tell(office, told);

        await office.ReceiveAsync(RegionNotices.Of(office, notice, mismatch == "another region" ? Participants.OtherRegion : Participants.Region));

        Assert.Single(await office.ParkedAsync());
        Assert.Empty(await office.RowsAsync<ServiceEventRow>());
    }

    private async Task<NoticeEnvelope> ToldAsync(
        OfficeHost office, AinosCase aino, int version, ServiceEventState state, string reason = "", string? placementId = null)
    {
        var told = Event(office, aino, version, state, reason, placementId ?? _placementId);
        Tell(office, told);
        var notice = RegionNotices.Of(
            office, new ServiceEventRecorded { CaseId = told.CaseId, ServiceId = told.ServiceId, ServiceVersion = version });
        await office.ReceiveAsync(notice);
        return notice;
    }

    private static ServiceEvent Event(OfficeHost office, AinosCase aino, int version, ServiceEventState state, string reason, string placementId) => new()
    {
        CaseId = aino.CaseId,
        ServiceId = placementId,
        ServiceVersion = version,
        Kind = ServiceKind.RehabilitativeWorkActivity,
        State = state,
        On = Mesh.Hosting.Contracts.WireDate.Write(Mesh.Identity.HelsinkiTime.DateOf(office.Now)),
        ReasonCode = reason,
    };

    private static void Tell(OfficeHost office, ServiceEvent told) => office.Doors.Answer = _ => FakeDoors.Given(
        new DisclosedContent { Salt = ByteString.CopyFrom(new byte[32]), ServiceEvent = told });

    private static async Task<IEnumerable<string>> StepsAsync(AinosCase aino) =>
        (await aino.GetAsync()).NextSteps.Select(step => step.Code).Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<WorkItem>> WorkAsync(OfficeHost office) => (await office.Send(Callers.Expert, new ListWorkRequest())).Items;
}

using Grpc.Core;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WellbeingRegion.Tests.RehabilitativeWork;

/// <summary>A placement is called off before it starts, and what became of a service is told to the plan's owner (F32).</summary>
public sealed class CancelTests
{
    [Theory]
    [InlineData(PlacementState.LegalReview)]
    [InlineData(PlacementState.Agreed)]
    [InlineData(PlacementState.PlaceRequested)]
    [InlineData(PlacementState.PlaceConfirmed)]
    [InlineData(PlacementState.PlaceDeclined)]
    public async Task Cancel_WhenItHasNotStarted_TellsThePlansOwnerAndWhoeverKeepsThePlace(PlacementState state)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await InAsync(region, state);
        var before = await region.GateAsync();

        var cancelled = (await region.Send(Participants.Worker, planned.Cancel())).Placement;

        Assert.Equal((PlacementState.Cancelled, planned.Version + 1, "Lappeenrannan kaupunki"), (cancelled.State, cancelled.PlacementVersion, cancelled.WorkProvider.Name));
        var told = Assert.Single(await region.ToldAsync<ServiceEventRecorded>());
        Assert.Equal((planned.Plan.Id.ToString(), planned.PlacementId, planned.Version + 1), (told.CaseId, told.ServiceId, told.ServiceVersion));
        Assert.Equal(planned.PlacementId, Assert.Single(await region.ToldAsync<PlaceReleased>()).PlacementId);
        Assert.Equal(Participants.Lappeenranta, (await region.OutboxAsync()).Single(notice => NoticeTypes.ShortName(notice.Type) == nameof(PlaceReleased)).Recipient);
        Assert.Contains(await region.JournalAsync(), step => step.Step == "CancelPlacement");

        // One whose place was declined was closed before.
        Assert.Equal(before + (state == PlacementState.PlaceDeclined ? 0 : 1), await region.GateAsync());
        Assert.DoesNotContain(
            (await region.As<WorkQueueService.WorkQueueServiceClient>(Participants.Worker).ListWorkAsync(new(), cancellationToken: TestContext.Current.CancellationToken)).Items,
            item => item.Reference == planned.PlacementId);
    }

    [Fact]
    public async Task Cancel_WhenThePlaceIsNoMunicipalitys_TellsThePlansOwnerAlone()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region, asked => (asked.WorkplaceId, asked.WorkplaceOwner) = ("", ""));

        await region.Send(Participants.Worker, planned.Cancel());

        Assert.Single(await region.ToldAsync<ServiceEventRecorded>());
        Assert.Empty(await region.ToldAsync<PlaceReleased>());
    }

    [Fact]
    public async Task Cancel_WhenItHasStartedOrIsOver_IsRefused()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.StartedAsync(region);
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE", "STARTED"), await Refused.DetailAsync(region.Send(Participants.Worker, planned.Cancel()), "state"));
        await region.Send(Participants.Worker, planned.End("2024-01-22"));

        var late = planned.Cancel();
        late.ExpectedVersion++;
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE", "ENDED"), await Refused.DetailAsync(region.Send(Participants.Worker, late), "state"));
    }

    [Fact]
    public async Task Cancel_WhenItIsSentAgain_CancelsOnceAndNothingStartsAfterwards()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ConfirmedAsync(region);
        var request = planned.Cancel();
        Assert.Equal(await region.Send(Participants.Worker, request), await region.Send(Participants.Worker, request));
        region.MoveTo("22.1.2024");

        Assert.Single(await region.ToldAsync<PlaceReleased>());
        var start = planned.Start("2024-01-22");
        start.ExpectedVersion++;
        Assert.Equal("WRONG_STATE", (await Refused.ReasonAsync(region.Send(Participants.Worker, start))).Reason);
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(region.Send(Participants.Colleague, planned.Cancel())));
    }

    [Fact]
    public async Task Cancel_WhenThePlanNoLongerHolds_IsTakenAllTheSame()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ConfirmedAsync(region);
        await region.TamperAsync("UPDATE joint_case SET state = @s", ("s", (int)PlanState.Interrupted));

        Assert.Equal(PlacementState.Cancelled, (await region.Send(Participants.Worker, planned.Cancel())).Placement.State);
    }

    [Fact]
    public async Task Event_WhenTheServiceStartsAndEnds_IsToldEachTimeAndThePlaceIsGivenBackAtTheEnd()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.StartedAsync(region);
        Assert.Empty(await region.ToldAsync<PlaceReleased>());
        region.MoveTo("21.4.2024");
        await region.Send(Participants.Worker, planned.End("2024-04-20"));

        Assert.Equal([4, 5], (await region.ToldAsync<ServiceEventRecorded>()).Select(told => told.ServiceVersion).Order());
        Assert.Single(await region.ToldAsync<PlaceReleased>());
        Assert.Equal(
            new ServiceEvent
            {
                CaseId = planned.Plan.Id.ToString(),
                ServiceId = planned.PlacementId,
                ServiceVersion = 5,
                Kind = ServiceKind.RehabilitativeWorkActivity,
                State = ServiceEventState.Ended,
                On = "2024-04-20",
                ReasonCode = "PERIOD_OVER",
            },
            await EventAsync(region));
    }

    [Theory]
    [InlineData("16.1.2024", 10, "2024-01-16")]
    [InlineData("16.1.2024", 23, "2024-01-16")]
    [InlineData("17.1.2024", 0, "2024-01-17")]
    public async Task Event_WhenItCouldNotBeArranged_SaysWhyAndOnWhichDayInHelsinki(string day, int hour, string on)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        region.MoveTo(day, hour);
        await region.Send(Participants.Worker, planned.Cancel());

        var told = await EventAsync(region);

        Assert.Equal((ServiceEventState.NotArranged, on, "CLIENT_WITHDREW"), (told.State, told.On, told.ReasonCode));
    }

    [Fact]
    public async Task Event_WhenItIsAskedForByAnotherOrByANoticeOfNoEvent_IsNotGiven()
    {
        await using var region = await RegionHost.StartAsync();
        await PlannedCase.StartedAsync(region);
        var told = await region.OutboxAsync();

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(Asking(region, await EventIdAsync(region), Participants.Pilot)));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(Asking(region, told.First(notice => NoticeTypes.ShortName(notice.Type) == nameof(LabourAuthorityInvited)).Id)));
    }

    [Fact]
    public async Task Agree_WhenAnotherPlacementFillsTheWeek_IsRefusedUntilThatOneIsCalledOff()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        var second = planned.Agree(asked => asked.Schedule.DaysPerWeek = 2);
        var third = planned.Agree(asked => (asked.Schedule.DaysPerWeek, asked.Schedule.HoursPerDay) = (4, 8));

        Assert.Equal(
            (StatusCode.FailedPrecondition, "TOO_MANY_DAYS_TOGETHER", "TOO_MANY_DAYS_TOGETHER"),
            await Refused.DetailAsync(region.Send(Participants.Worker, second), "reasons"));
        Assert.Equal(
            (StatusCode.FailedPrecondition, "TOO_MANY_DAYS_TOGETHER", "TOO_MANY_DAYS_TOGETHER,TOO_MANY_HOURS_TOGETHER"),
            await Refused.DetailAsync(region.Send(Participants.Worker, third), "reasons"));
        Assert.Equal(PlacementState.Agreed, (await region.Send(Participants.Worker, planned.Agree(asked => asked.Schedule.DaysPerWeek = 1))).Placement.State);
        await region.Send(Participants.Worker, planned.Cancel());

        Assert.Equal(PlacementState.Agreed, (await region.Send(Participants.Worker, second)).Placement.State);
    }

    private static async Task<PlannedCase> InAsync(RegionHost region, PlacementState state)
    {
        switch (state)
        {
            case PlacementState.LegalReview:
                return await PlannedCase.AgreedAsync(region, asked => asked.Contract.PriceCents = 100);
            case PlacementState.Agreed:
                return await PlannedCase.AgreedAsync(region);
            case PlacementState.PlaceConfirmed:
                return await PlannedCase.ConfirmedAsync(region);
            default:
                var planned = await PlannedCase.AgreedAsync(region);
                var asked = await planned.RequestPlaceAsync();
                if (state == PlacementState.PlaceDeclined)
                {
                    await region.Send(Participants.Peer(Participants.Lappeenranta), planned.Decline());
                    asked.PlacementVersion++;
                }

                return planned.Follow(asked);
        }
    }

    private static async Task<ServiceEvent> EventAsync(RegionHost region)
    {
        var response = await Asking(region, await EventIdAsync(region));
        Assert.Equal(("F32", BasisKind.Duty), (response.Basis.Flow, response.Basis.Kind));
        var content = DisclosedContent.Parser.ParseFrom(response.Content);
        Assert.Equal("", content.PersonalIdentityCode);
        return content.ServiceEvent;
    }

    private static async Task<Guid> EventIdAsync(RegionHost region) =>
        (await region.OutboxAsync()).Last(notice => NoticeTypes.ShortName(notice.Type) == nameof(ServiceEventRecorded)).Id;

    private static AsyncUnaryCall<DiscloseResponse> Asking(RegionHost region, Guid notice, Mesh.Identity.Participation? requester = null) =>
        region.Send(Participants.Peer(requester ?? Participants.TeOffice), new DiscloseRequest
        {
            RequestId = Requests.Id(),
            Subject = new Subject { NoticeId = notice.ToString() },
            Purpose = Purpose.ActivationPlanFollowUp,
            Categories = { DataCategory.ServiceEvent },
            Proof = new CaseProof { NoticeId = notice.ToString() },
            Actor = new Actor { PairwiseId = "system", Role = ActorRole.System, Assurance = "urn:mesh:assurance:system" },
        });
}

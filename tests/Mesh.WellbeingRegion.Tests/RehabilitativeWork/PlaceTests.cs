using Grpc.Core;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.Tests.RehabilitativeWork;

/// <summary>F13: the place is asked for, opened by its giver, confirmed or declined; F11: what the labour authority gets.</summary>
public sealed class PlaceTests
{
    [Fact]
    public async Task RequestPlace_WhenTheMunicipalityTakesIt_CarriesIdsAndScheduleOnly()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        var placement = await planned.RequestPlaceAsync();

        Assert.Equal((PlacementState.PlaceRequested, 2), (placement.State, placement.PlacementVersion));
        var (owner, asked) = Assert.Single(region.Workplaces.Asked);
        Assert.Equal(Participants.Lappeenranta, owner);
        Assert.Equal((placement.WorkplaceId, placement.PlacementId, placement.Schedule), (asked.WorkplaceId, asked.PlacementId, asked.Schedule));
        Assert.Equal("worker-1", asked.Actor.PairwiseId);
        Assert.DoesNotContain("Eetu", asked.ToString(), StringComparison.Ordinal);
        Assert.Contains(await region.JournalAsync(), step => step.Step == "F13 RequestPlace" && step.Road == Road.Cooperation);
    }

    [Fact]
    public async Task RequestPlace_WhenItIsSentAgain_IsTheSameAskingAndTheFirstOutcome()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        var request = planned.RequestPlace();
        Assert.Equal(await region.Send(Participants.Worker, request), await region.Send(Participants.Worker, request));

        Assert.Equal([request.RequestId, request.RequestId], region.Workplaces.Asked.Select(asked => asked.Request.RequestId));
        Assert.Equal(2, (await planned.RowAsync()).Version);
    }

    [Fact]
    public async Task RequestPlace_WhenTheMunicipalityIsUnreachable_IsRefusedAndFinishedByTheSameRequest()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        var request = planned.RequestPlace();
        region.Workplaces.Fails = new RpcException(new Status(StatusCode.Unavailable, "secret"));
        Assert.Equal((StatusCode.Unavailable, "OWNER_UNREACHABLE"), await Refused.ReasonAsync(region.Send(Participants.Worker, request)));
        Assert.Equal(PlacementState.Agreed, (await planned.RowAsync()).State);

        region.Workplaces.Fails = null;
        Assert.Equal(PlacementState.PlaceRequested, (await region.Send(Participants.Worker, request)).Placement.State);
    }

    [Fact]
    public async Task RequestPlace_WhenTheMunicipalityRefuses_SaysWhyInTheRegionsWords()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        region.Workplaces.Fails = FakeOwner.Refusal(StatusCode.FailedPrecondition, "WORKPLACE_FULL");

        Assert.Equal((StatusCode.FailedPrecondition, "WORKPLACE_FULL"), await Refused.ReasonAsync(region.Send(Participants.Worker, planned.RequestPlace())));
        Assert.Equal(PlacementState.Agreed, (await planned.RowAsync()).State);
    }

    [Fact]
    public async Task RequestPlace_WhenItMayNotBeAsked_AsksNobody()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region, asked => (asked.WorkplaceId, asked.WorkplaceOwner) = ("", ""));
        Assert.Equal("NO_WORKPLACE", (await Refused.ReasonAsync(region.Send(Participants.Worker, planned.RequestPlace()))).Reason);
        var stale = planned.RequestPlace();
        stale.ExpectedVersion = 2;

        Assert.Equal((StatusCode.Aborted, "STALE_PLACEMENT_VERSION"), await Refused.ReasonAsync(region.Send(Participants.Worker, stale)));
        Assert.Empty(region.Workplaces.Asked);
    }

    [Fact]
    public async Task Disclose_WhenThePlaceIsAskedFor_GivesItsGiverWhoComesAndNoCode()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        await planned.RequestPlaceAsync();
        var response = await Asking(region, planned.PlacementId, Participants.Lappeenranta);

        Assert.Equal(("F13", BasisKind.Duty), (response.Basis.Flow, response.Basis.Kind));
        var content = DisclosedContent.Parser.ParseFrom(response.Content);
        Assert.Equal(("", "Eetu Koeaho", planned.PlacementId), (content.PersonalIdentityCode, content.PlacementDetails.Name, content.PlacementDetails.PlacementId));
        Assert.Equal(
            ("eetu@example.invalid", "Tarvitsee rauhallisen perehdytyksen.", 3),
            (content.PlacementDetails.Contact, content.PlacementDetails.Guidance, content.PlacementDetails.Schedule.DaysPerWeek));
    }

    [Fact]
    public async Task Disclose_WhenTheMunicipalityIsNotAskedOrNoLongerConcerned_IsRefusedAsForAnUnknownPlacement()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        var unknown = await Refused.BytesAsync(Asking(region, Requests.Id(), Participants.Lappeenranta));
        Assert.Equal(unknown, await Refused.BytesAsync(Asking(region, planned.PlacementId, Participants.Lappeenranta)));
        await planned.RequestPlaceAsync();
        Assert.Equal(unknown, await Refused.BytesAsync(Asking(region, planned.PlacementId, Participants.Vantaa)));
        await Asking(region, planned.PlacementId, Participants.Lappeenranta);
        await region.Send(Participants.Peer(Participants.Lappeenranta), planned.Decline());

        Assert.Equal(unknown, await Refused.BytesAsync(Asking(region, planned.PlacementId, Participants.Lappeenranta)));
    }

    [Fact]
    public async Task Confirm_WhenThePlaceWasAskedFor_ConfirmsOnce()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        await planned.RequestPlaceAsync();
        var lappeenranta = Participants.Peer(Participants.Lappeenranta);
        var request = planned.Confirm();
        Assert.Equal(PlacementState.PlaceConfirmed, (await region.Send(lappeenranta, request)).State);
        Assert.Equal(PlacementState.PlaceConfirmed, (await region.Send(lappeenranta, request)).State);

        Assert.Equal(3, (await planned.RowAsync()).Version);
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), await Refused.ReasonAsync(region.Send(lappeenranta, planned.Decline())));
    }

    [Fact]
    public async Task Answers_WhenTheCallerWasNotAsked_GetTheSameNoBasisAsForAnUnknownPlacement()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        var (lappeenranta, vantaa) = (Participants.Peer(Participants.Lappeenranta), Participants.Peer(Participants.Vantaa));
        var notAskedYet = await Refused.BytesAsync(region.Send(lappeenranta, planned.Confirm()));
        await planned.RequestPlaceAsync();
        var unknown = planned.Confirm();
        unknown.PlacementId = Requests.Id();
        string[] refusals =
        [
            notAskedYet,
            await Refused.BytesAsync(region.Send(lappeenranta, unknown)),
            await Refused.BytesAsync(region.Send(vantaa, planned.Confirm())),
            await Refused.BytesAsync(region.Send(vantaa, planned.Decline())),
            await Refused.BytesAsync(region.Send(vantaa, planned.Attend(("2024-01-16", true)))),
        ];

        Assert.StartsWith("PermissionDenied", Assert.Single(refusals.Distinct()), StringComparison.Ordinal);
        Assert.Equal(PlacementState.PlaceRequested, (await planned.RowAsync()).State);
    }

    [Fact]
    public async Task Decline_WhenThePlaceWasAskedFor_ClosesThePlacementAndAdvancesTheGate()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        await planned.RequestPlaceAsync();
        var before = await region.GateAsync();
        await region.Send(Participants.Peer(Participants.Lappeenranta), planned.Decline());

        Assert.Equal((PlacementState.PlaceDeclined, "NO_SUPERVISOR"), ((await planned.RowAsync()).State, (await planned.RowAsync()).DeclineReason));
        Assert.Equal(before + 1, await region.GateAsync());
    }

    // The giver that never saw the first answer asks again under another request id.
    [Fact]
    public async Task Confirm_WhenItIsGivenAgainAsAnotherRequest_StandsAndIsNotTurnedIntoADecline()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ConfirmedAsync(region);
        var giver = Participants.Peer(Participants.Lappeenranta);

        Assert.Equal(PlacementState.PlaceConfirmed, (await region.Send(giver, planned.Confirm())).State);
        Assert.Equal("WRONG_STATE", (await Refused.ReasonAsync(region.Send(giver, planned.Decline()))).Reason);
        region.MoveTo("22.1.2024");
        await region.Send(Participants.Worker, planned.Start("2024-01-22"));
        Assert.Equal(PlacementState.Started, (await region.Send(giver, planned.Confirm())).State);
        Assert.Equal(4, (await planned.RowAsync()).Version);
    }

    [Fact]
    public async Task Decline_WhenItIsGivenAgainAsAnotherRequest_StandsWithItsFirstReason()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        await planned.RequestPlaceAsync();
        var giver = Participants.Peer(Participants.Lappeenranta);
        await region.Send(giver, planned.Decline());
        var again = planned.Decline();
        again.ReasonCode = "NO_ROOM";

        Assert.Equal(PlacementState.PlaceDeclined, (await region.Send(giver, again)).State);
        Assert.Equal("NO_SUPERVISOR", (await planned.RowAsync()).DeclineReason);
        Assert.Equal("WRONG_STATE", (await Refused.ReasonAsync(region.Send(giver, planned.Confirm()))).Reason);
    }

    [Fact]
    public async Task Disclose_WhenTheLabourAuthorityWasTold_GivesProviderAndDaysByItsNotice()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.StartedAsync(region);
        var notice = (await region.OutboxAsync()).Single(told => NoticeTypes.ShortName(told.Type) == nameof(RehabilitativeWorkStarted));
        var response = await AskingPlacement(region, notice.Id, Participants.TeOffice);

        Assert.Equal(("F11", BasisKind.Duty), (response.Basis.Flow, response.Basis.Kind));
        var content = DisclosedContent.Parser.ParseFrom(response.Content);
        Assert.Equal("", content.PersonalIdentityCode);
        Assert.Equal(
            new PlacementNotice
            {
                PlacementId = planned.PlacementId,
                CaseId = planned.Plan.Id.ToString(),
                Provider = "Lappeenrannan kaupunki",
                FirstDay = "2024-01-22",
                LastDay = "2024-04-21",
                DaysPerWeek = 3,
                StartedOn = "2024-01-22",
            },
            content.Placement);
    }

    [Fact]
    public async Task Disclose_WhenTheNoticeIsAnothersOrAboutNoPlacement_IsRefused()
    {
        await using var region = await RegionHost.StartAsync();
        await PlannedCase.AgreedAsync(region);
        var told = await region.OutboxAsync();
        var agreed = told.Single(notice => NoticeTypes.ShortName(notice.Type) == nameof(PlacementAgreed)).Id;
        var invited = told.Single(notice => NoticeTypes.ShortName(notice.Type) == nameof(LabourAuthorityInvited)).Id;

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(AskingPlacement(region, agreed, Participants.Pilot)));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(AskingPlacement(region, invited, Participants.TeOffice)));
    }

    private static AsyncUnaryCall<DiscloseResponse> Asking(RegionHost region, string placementId, Participation requester) =>
        region.Send(Participants.Peer(requester), new DiscloseRequest
        {
            RequestId = Requests.Id(),
            Subject = new Subject { CaseId = placementId },
            Purpose = Purpose.RehabilitativeWork,
            Categories = { DataCategory.PlacementDetails },
            Actor = new Actor { PairwiseId = "supervisor-1", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
        });

    private static AsyncUnaryCall<DiscloseResponse> AskingPlacement(RegionHost region, Guid notice, Participation requester) =>
        region.Send(Participants.Peer(requester), new DiscloseRequest
        {
            RequestId = Requests.Id(),
            Subject = new Subject { NoticeId = notice.ToString() },
            Purpose = Purpose.RehabilitativeWork,
            Categories = { DataCategory.Placement },
            Actor = new Actor { PairwiseId = "system", Role = ActorRole.System, Assurance = "urn:mesh:assurance:system" },
        });
}

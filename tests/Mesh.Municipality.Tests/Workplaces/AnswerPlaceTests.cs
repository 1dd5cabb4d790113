using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Municipality.Tests.Hosts;
using Mesh.Municipality.Workplaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.Municipality.Tests.Workplaces;

public sealed class AnswerPlaceTests
{
    [Fact]
    public async Task Confirm_WhenTheRegionTakesIt_IsRecordedInThePlacesFlow()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();

        Assert.Equal(PlaceState.Confirmed, (await town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(placement))).State);

        var row = Assert.Single(await town.Host.RowsAsync<PlaceRequestRow>());
        Assert.Equal(PlaceState.Confirmed, row.State);
        var (act, flow) = Assert.Single(town.Region.Acts);
        Assert.Equal((placement, "p1", row.FlowId), (((ConfirmPlaceRequest)act).PlacementId, ((ConfirmPlaceRequest)act).Actor.PairwiseId, flow));
        var entry = Assert.Single(await town.Host.RowsAsync<JournalRow>(), entry => entry.Step == "F13 ConfirmPlace");
        Assert.Equal((row.FlowId, MunicipalityHost.Region.ToString()), (entry.FlowId, entry.Counterpart));
    }

    [Fact]
    public async Task Confirm_WhenRepeatedWithTheSameId_GivesTheFirstOutcomeAndActsOnce()
    {
        await using var town = await PlaceTown.StartAsync();
        var request = PlaceTown.Confirm(await town.OpenedAsync());

        var first = await town.Work.ConfirmPlaceRequestAsync(request);
        var second = await town.Work.ConfirmPlaceRequestAsync(request);

        Assert.Equal(first, second);
        Assert.Single(town.Region.Acts);
        Assert.Single(await town.Host.RowsAsync<JournalRow>(), entry => entry.Step == "F13 ConfirmPlace");
    }

    [Fact]
    public async Task Confirm_WhenTheRegionCannotBeReached_WritesNothingAndWorksAgainWithTheSameId()
    {
        await using var town = await PlaceTown.StartAsync();
        var request = PlaceTown.Confirm(await town.OpenedAsync());
        town.Region.Fails = FakeRegion.Unreachable;

        Assert.Equal((StatusCode.Unavailable, "OWNER_UNREACHABLE"), await PlaceTown.RefusalAsync(town.Work.ConfirmPlaceRequestAsync(request)));
        Assert.Equal(PlaceState.Requested, Assert.Single(await town.Host.RowsAsync<PlaceRequestRow>()).State);

        town.Region.Fails = null;
        Assert.Equal(PlaceState.Confirmed, (await town.Work.ConfirmPlaceRequestAsync(request)).State);
    }

    [Fact]
    public async Task Confirm_WhenTheRegionRefuses_PassesItsReasonAndNotItsWords()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();
        town.Region.Fails = new RefusalReason(StatusCode.FailedPrecondition, "WRONG_STATE", "Planted", "Planted", "Planted")
            .Raise(("state", "ENDED"), ("note", "Planted Name"));

        var refused = await Assert.ThrowsAsync<RpcException>(() => town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(placement)).ResponseAsync);

        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STATE"), (refused.StatusCode, RefusalReader.ReasonOf(refused)));
        Assert.Equal(["state"], RefusalReader.MetadataOf(refused).Keys);
        Assert.DoesNotContain("Planted", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Trailers, entry => System.Text.Encoding.UTF8.GetString(entry.ValueBytes).Contains("Planted", StringComparison.Ordinal));
        Assert.Equal(PlaceState.Requested, Assert.Single(await town.Host.RowsAsync<PlaceRequestRow>()).State);
    }

    [Fact]
    public async Task Confirm_WhenMoreHoldPlacesThanThereAre_IsFullAndTheRegionHearsNothing()
    {
        await using var town = await PlaceTown.StartAsync();
        var workplace = await town.WorkplaceAsync(places: 2);
        var placement = await town.OpenedAsync(workplace);
        await town.AskedAsync(workplace);

        // As when a workplace has had to shrink since.
        await town.Host.InAsync(scope => scope.GetRequiredService<DbContext>().Set<WorkplaceRow>()
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Places, 1), TestContext.Current.CancellationToken));

        Assert.Equal(
            (StatusCode.FailedPrecondition, "WORKPLACE_FULL"),
            await PlaceTown.RefusalAsync(town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(placement))));
        Assert.Empty(town.Region.Acts);
    }

    [Fact]
    public async Task Decline_WhenDone_KeepsTheReasonAndCannotBeTurnedIntoAConfirmation()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();

        Assert.Equal(PlaceState.Declined, (await town.Work.DeclinePlaceRequestAsync(PlaceTown.Decline(placement))).State);

        Assert.Equal("NO_SUPERVISOR", Assert.Single(await town.Host.RowsAsync<PlaceRequestRow>()).DeclineReason);
        Assert.Equal("NO_SUPERVISOR", ((DeclinePlaceRequest)Assert.Single(town.Region.Acts).Act).ReasonCode);
        Assert.Equal(
            (StatusCode.FailedPrecondition, "PLACE_ALREADY_ANSWERED"),
            await PlaceTown.RefusalAsync(town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(placement))));
    }

    [Fact]
    public async Task Decline_WhenThePlaceIsConfirmed_IsRefused()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.ConfirmedAsync();

        Assert.Equal(
            (StatusCode.FailedPrecondition, "PLACE_ALREADY_ANSWERED"),
            await PlaceTown.RefusalAsync(town.Work.DeclinePlaceRequestAsync(PlaceTown.Decline(placement))));
    }

    [Fact]
    public async Task Answer_WhenTheCallerIsNotTheContact_HasNoBasis()
    {
        await using var town = await PlaceTown.StartAsync();
        var opened = await town.OpenedAsync();
        var unopened = await town.AskedAsync();
        var none = (StatusCode.PermissionDenied, "NO_BASIS");

        Assert.Equal(none, await PlaceTown.RefusalAsync(town.WorkOfColleague.ConfirmPlaceRequestAsync(PlaceTown.Confirm(opened))));
        Assert.Equal(none, await PlaceTown.RefusalAsync(town.WorkOfColleague.DeclinePlaceRequestAsync(PlaceTown.Decline(opened))));
        Assert.Equal(none, await PlaceTown.RefusalAsync(town.WorkOfColleague.RecordAttendanceAsync(PlaceTown.Attend(opened, ["2023-10-02"]))));
        Assert.Equal(none, await PlaceTown.RefusalAsync(town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(unopened))));
        Assert.Equal(none, await PlaceTown.RefusalAsync(town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(PlaceTown.Id()))));
        Assert.Empty(town.Region.Acts);
    }
}

using Grpc.Core;
using Mesh.Municipality.Tests.Hosts;
using Mesh.Municipality.Workplaces;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.Municipality.Tests.Workplaces;

/// <summary>The region gives a place back (F13), and a place whose request the region does not know.</summary>
public sealed class PlaceReleasedTests
{
    [Fact]
    public async Task Release_WhenTheWorkNeverCameToBe_FreesThePlaceForTheWholeTime()
    {
        await using var town = await PlaceTown.StartAsync();
        var workplace = await town.WorkplaceAsync();
        var placement = await town.AskedAsync(workplace);
        town.Host.MoveTo("2024-01-31");

        await ReleaseAsync(town, placement);

        var row = await RowAsync(town, placement);
        Assert.Equal((PlaceState.Released, new DateOnly(2024, 2, 1)), (row.State, row.FreeFrom));
        Assert.Empty((await town.Host.As<WorkQueueService.WorkQueueServiceClient>(PlaceTown.Coordinator).ListWorkAsync(new(), cancellationToken: TestContext.Current.CancellationToken)).Items);
        Assert.Single((await town.Asking.ListWorkplacesAsync(new ListWorkplacesRequest { On = "2024-02-01" })).Workplaces);
        await town.AskedAsync(workplace);
    }

    [Theory]
    [InlineData("2024-02-28", "2024-02-29")]
    [InlineData("2024-02-29", "2024-03-01")]
    public async Task Release_WhenTheWorkHasBegun_FreesThePlaceFromTheDayAfter(string givenBackOn, string freeFrom)
    {
        await using var town = await PlaceTown.StartAsync();
        var workplace = await town.WorkplaceAsync();
        var placement = await town.OpenedAsync(workplace);
        await town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(placement));
        town.Host.MoveTo(givenBackOn);

        await ReleaseAsync(town, placement);

        Assert.Equal(freeFrom, Assert.Single((await town.Work.ListPlaceRequestsAsync(new ListPlaceRequestsRequest { State = PlaceState.Released })).PlaceRequests).FreeFrom);
        Assert.Equal(
            (StatusCode.FailedPrecondition, "WORKPLACE_FULL"), await PlaceTown.RefusalAsync(town.Asking.RequestPlaceAsync(PlaceTown.Ask(workplace, first: givenBackOn))));
        Assert.Empty((await town.Asking.ListWorkplacesAsync(new ListWorkplacesRequest { On = givenBackOn })).Workplaces);
        Assert.Single((await town.Asking.ListWorkplacesAsync(new ListWorkplacesRequest { On = freeFrom })).Workplaces);
        Assert.Equal(PlaceState.Requested, (await town.Asking.RequestPlaceAsync(PlaceTown.Ask(workplace, first: freeFrom))).State);
    }

    // A region that tells of the end late holds no day that was never asked for.
    [Theory]
    [InlineData("2024-05-30", "2024-05-31")]
    [InlineData("2024-05-31", "2024-06-01")]
    [InlineData("2024-06-01", "2024-06-01")]
    [InlineData("2024-06-10", "2024-06-01")]
    public async Task Release_WhenItComesAroundTheLastDay_FreesThePlaceAfterThatDayAtTheLatest(string givenBackOn, string freeFrom)
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.ConfirmedAsync();
        town.Host.MoveTo(givenBackOn);

        await ReleaseAsync(town, placement);

        Assert.Equal(DateOnly.Parse(freeFrom, System.Globalization.CultureInfo.InvariantCulture), (await RowAsync(town, placement)).FreeFrom);
    }

    [Fact]
    public async Task Release_WhenDaysBeforeItWereNotReportedYet_TakesThemStillAndNoLaterOnes()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.ConfirmedAsync();
        town.Host.MoveTo("2024-02-28");
        await ReleaseAsync(town, placement);
        town.Host.MoveTo("2024-03-05");

        Assert.Equal(1, (await town.Work.RecordAttendanceAsync(PlaceTown.Attend(placement, ["2024-02-28"]))).DaysRecorded);
        Assert.Equal(["attended[0] OUTSIDE_SCHEDULE"], await PlaceTown.ViolationsAsync(town.Work.RecordAttendanceAsync(PlaceTown.Attend(placement, ["2024-02-29"]))));
    }

    [Fact]
    public async Task Release_WhenItIsGivenBack_IsNotAnsweredAnyMore()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();
        await ReleaseAsync(town, placement);
        var released = (StatusCode.FailedPrecondition, "PLACE_RELEASED");

        Assert.Equal(released, await PlaceTown.RefusalAsync(town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(placement))));
        Assert.Equal(released, await PlaceTown.RefusalAsync(town.Work.DeclinePlaceRequestAsync(PlaceTown.Decline(placement))));
        Assert.Empty(town.Region.Acts);
    }

    [Fact]
    public async Task Release_WhenItComesFromAnotherRegionOrNobodyAsked_ChangesNothing()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.AskedAsync();

        await town.Host.ReceiveAsync(new PlaceReleased { PlacementId = placement }, MunicipalityHost.OtherRegion);
        await ReleaseAsync(town, PlaceTown.Id());

        Assert.Equal((PlaceState.Requested, null), ((await RowAsync(town, placement)).State, (await RowAsync(town, placement)).FreeFrom));
    }

    [Fact]
    public async Task Release_WhenThePlaceWasDeclined_StaysDeclined()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();
        await town.Work.DeclinePlaceRequestAsync(PlaceTown.Decline(placement));

        await ReleaseAsync(town, placement);

        Assert.Equal(PlaceState.Declined, (await RowAsync(town, placement)).State);
    }

    // The region has confirmed and called off before the municipality could write the first of it down.
    [Fact]
    public async Task Confirm_WhenThePlaceIsGivenBackWhileTheRegionIsTold_StaysGivenBack()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();
        town.Region.Before = () => ReleaseAsync(town, placement);

        Assert.Equal(PlaceState.Released, (await town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(placement))).State);
        Assert.Equal(PlaceState.Released, (await RowAsync(town, placement)).State);
    }

    [Fact]
    public async Task Decline_WhenTheRegionKnowsNoSuchRequest_FreesThePlace()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();
        town.Region.Fails = Mesh.Hosting.Errors.Refusals.NoBasis.Raise();

        Assert.Equal(PlaceState.Declined, (await town.Work.DeclinePlaceRequestAsync(PlaceTown.Decline(placement))).State);
    }

    [Fact]
    public async Task Confirm_WhenTheRegionKnowsNoSuchRequest_IsRefused()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();
        town.Region.Fails = Mesh.Hosting.Errors.Refusals.NoBasis.Raise();

        Assert.Equal((StatusCode.PermissionDenied, "NO_BASIS"), await PlaceTown.RefusalAsync(town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(placement))));
        Assert.Equal(PlaceState.Requested, (await RowAsync(town, placement)).State);
    }

    private static Task ReleaseAsync(PlaceTown town, string placement) =>
        town.Host.ReceiveAsync(new PlaceReleased { PlacementId = placement }, MunicipalityHost.Region);

    private static async Task<PlaceRequestRow> RowAsync(PlaceTown town, string placement) =>
        (await town.Host.RowsAsync<PlaceRequestRow>()).Single(row => row.PlacementId.ToString() == placement);
}

using Grpc.Core;
using Mesh.Hosting.Journal;
using Mesh.Municipality.Workplaces;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Tests.Workplaces;

public sealed class RequestPlaceTests
{
    [Theory]
    // The taken place is 1.2.–31.5.; a day in common is a day too many.
    [InlineData("2024-01-02", "2024-01-31", true)]
    [InlineData("2024-01-02", "2024-02-01", false)]
    [InlineData("2024-01-02", "2024-02-02", false)]
    [InlineData("2024-03-01", "2024-03-31", false)]
    [InlineData("2024-01-02", "2024-06-30", false)]
    [InlineData("2024-05-30", "2024-08-31", false)]
    [InlineData("2024-05-31", "2024-08-31", false)]
    [InlineData("2024-06-01", "2024-08-31", true)]
    public async Task Request_WhenThePlaceIsTakenOnSomeDays_IsFullOnThoseDaysOnly(string first, string last, bool isGiven)
    {
        await using var town = await PlaceTown.StartAsync();
        var workplace = await town.WorkplaceAsync(places: 1);
        await town.AskedAsync(workplace, "2024-02-01", "2024-05-31");

        var asking = town.Asking.RequestPlaceAsync(PlaceTown.Ask(workplace, first, last));

        if (isGiven)
        {
            Assert.Equal(PlaceState.Requested, (await asking).State);
        }
        else
        {
            Assert.Equal((StatusCode.FailedPrecondition, "WORKPLACE_FULL"), await PlaceTown.RefusalAsync(asking));
        }
    }

    [Fact]
    public async Task Request_WhenTwoOthersNeverMeet_TakesTheSecondPlace()
    {
        await using var town = await PlaceTown.StartAsync();
        var workplace = await town.WorkplaceAsync(places: 2);
        await town.AskedAsync(workplace, "2024-02-01", "2024-03-31");
        await town.AskedAsync(workplace, "2024-04-01", "2024-05-31");

        Assert.Equal(PlaceState.Requested, (await town.Asking.RequestPlaceAsync(PlaceTown.Ask(workplace, "2024-02-01", "2024-05-31"))).State);
        Assert.Equal(
            (StatusCode.FailedPrecondition, "WORKPLACE_FULL"),
            await PlaceTown.RefusalAsync(town.Asking.RequestPlaceAsync(PlaceTown.Ask(workplace, "2024-03-31", "2024-04-01"))));
    }

    [Theory]
    [InlineData("2024-01-31", "2024-05-31", false)]
    [InlineData("2024-02-01", "2024-05-31", true)]
    [InlineData("2024-02-02", "2024-05-31", true)]
    [InlineData("2024-02-01", "2024-08-30", true)]
    [InlineData("2024-02-01", "2024-08-31", true)]
    [InlineData("2024-02-01", "2024-09-01", false)]
    public async Task Request_WhenTheWorkplaceIsLentForATime_HoldsToItsFirstAndLastDay(string first, string last, bool isLent)
    {
        await using var town = await PlaceTown.StartAsync();
        var workplace = await town.WorkplaceAsync(from: "2024-02-01", through: "2024-08-31");

        var asking = town.Asking.RequestPlaceAsync(PlaceTown.Ask(workplace, first, last));

        if (isLent)
        {
            Assert.Equal(PlaceState.Requested, (await asking).State);
        }
        else
        {
            Assert.Equal((StatusCode.FailedPrecondition, "WORKPLACE_NOT_LENT"), await PlaceTown.RefusalAsync(asking));
        }
    }

    [Fact]
    public async Task Request_WhenTwoWantTheLastPlaceAtOnce_GivesItToOne()
    {
        await using var town = await PlaceTown.StartAsync();
        var workplace = await town.WorkplaceAsync(places: 1);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return (await town.Asking.RequestPlaceAsync(PlaceTown.Ask(workplace))).State.ToString();
            }
            catch (RpcException refused)
            {
                return Hosting.Errors.RefusalReader.ReasonOf(refused);
            }
        }));

        Assert.Equal(1, outcomes.Count(outcome => outcome == "Requested"));
        Assert.Equal(7, outcomes.Count(outcome => outcome == "WORKPLACE_FULL"));
        Assert.Single(await town.Host.RowsAsync<PlaceRequestRow>());
    }

    [Fact]
    public async Task Request_WhenTheEarlierOneWasDeclined_GetsItsPlace()
    {
        await using var town = await PlaceTown.StartAsync();
        var workplace = await town.WorkplaceAsync(places: 1);
        var first = await town.OpenedAsync(workplace);
        await town.Work.DeclinePlaceRequestAsync(PlaceTown.Decline(first));

        Assert.Equal(PlaceState.Requested, (await town.Asking.RequestPlaceAsync(PlaceTown.Ask(workplace))).State);
    }

    [Fact]
    public async Task Request_WhenTheWorkplaceIsUnknown_IsNotFound()
    {
        await using var town = await PlaceTown.StartAsync();

        Assert.Equal(
            (StatusCode.NotFound, "WORKPLACE_UNKNOWN"),
            await PlaceTown.RefusalAsync(town.Asking.RequestPlaceAsync(PlaceTown.Ask(PlaceTown.Id()))));
    }

    [Fact]
    public async Task Request_WhenRepeatedWithTheSameId_GivesTheFirstOutcomeAndWritesOnce()
    {
        await using var town = await PlaceTown.StartAsync();
        var ask = PlaceTown.Ask(await town.WorkplaceAsync());

        var first = await town.Asking.RequestPlaceAsync(ask);
        var second = await town.Asking.RequestPlaceAsync(ask);

        Assert.Equal(first, second);
        var row = Assert.Single(await town.Host.RowsAsync<PlaceRequestRow>());
        Assert.Equal(("3221308-6/SOCIAL_CARE", PlaceState.Requested, null), (row.Region, row.State, row.Contact));
        var entry = Assert.Single(await town.Host.RowsAsync<JournalRow>());
        Assert.Equal(("F13 RequestPlace", Road.Cooperation, "3221308-6/SOCIAL_CARE", row.FlowId), (entry.Step, entry.Road, entry.Counterpart, entry.FlowId));
    }

    [Fact]
    public async Task Request_WhenThePlacementIsAskedForUnderAnotherId_TellsWhatHoldsAndTakesNoSecondPlace()
    {
        await using var town = await PlaceTown.StartAsync();
        var ask = PlaceTown.Ask(await town.WorkplaceAsync(places: 2));
        await town.Asking.RequestPlaceAsync(ask);
        ask.RequestId = PlaceTown.Id();

        Assert.Equal(PlaceState.Requested, (await town.Asking.RequestPlaceAsync(ask)).State);
        Assert.Single(await town.Host.RowsAsync<PlaceRequestRow>());

        (ask.RequestId, ask.Schedule.HoursPerDay) = (PlaceTown.Id(), 6);
        Assert.Equal(
            (StatusCode.FailedPrecondition, "PLACE_ALREADY_REQUESTED"), await PlaceTown.RefusalAsync(town.Asking.RequestPlaceAsync(ask)));
    }

    [Theory]
    [InlineData("3221347-3/SOCIAL_CARE")]
    [InlineData("0246246-0/SOCIAL_INSURANCE")]
    [InlineData("2296962-1/LABOUR_AUTHORITY")]
    public async Task Request_WhenAnotherParticipationNamesTheRegionsPlacement_HasNoBasis(string other)
    {
        await using var town = await PlaceTown.StartAsync();
        var ask = PlaceTown.Ask(await town.WorkplaceAsync(places: 2));
        await town.Asking.RequestPlaceAsync(ask);
        ask.RequestId = PlaceTown.Id();

        Assert.Equal((StatusCode.PermissionDenied, "NO_BASIS"), await PlaceTown.RefusalAsync(town.AskingAs(other).RequestPlaceAsync(ask)));
    }

    [Fact]
    public async Task Request_WhenSeveralThingsAreWrong_NamesAllAndWritesNothing()
    {
        await using var town = await PlaceTown.StartAsync();
        var ask = PlaceTown.Ask(await town.WorkplaceAsync(), "2024-02-02", "2024-02-01");
        (ask.Schedule.DaysPerWeek, ask.Schedule.HoursPerDay, ask.Actor.PairwiseId) = (8, 25, "");

        Assert.Equal(
            ["actor.pairwise_id REQUIRED", "schedule.last_day BEFORE_START", "schedule.days_per_week OUT_OF_RANGE", "schedule.hours_per_day OUT_OF_RANGE"],
            await PlaceTown.ViolationsAsync(town.Asking.RequestPlaceAsync(ask)));
        Assert.Empty(await town.Host.RowsAsync<PlaceRequestRow>());
    }
}

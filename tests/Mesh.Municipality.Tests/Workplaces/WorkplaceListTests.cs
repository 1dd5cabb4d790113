using Grpc.Core;
using Mesh.Municipality.Workplaces;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Tests.Workplaces;

public sealed class WorkplaceListTests
{
    [Fact]
    public async Task Register_WhenRepeatedWithTheSameId_GivesTheFirstOutcomeAndWritesOnce()
    {
        await using var town = await PlaceTown.StartAsync();
        var request = PlaceTown.Register(places: 3, through: "2024-12-31");

        var first = await town.Work.RegisterWorkplaceAsync(request);
        var second = await town.Work.RegisterWorkplaceAsync(request);

        Assert.Equal(first, second);
        var row = Assert.Single(await town.Host.RowsAsync<WorkplaceRow>());
        Assert.Equal((first.WorkplaceId, 3, new DateOnly(2024, 12, 31), "p1"), (row.WorkplaceId.ToString(), row.Places, row.OpenThrough, row.RegisteredBy));
    }

    [Fact]
    public async Task Register_WhenSeveralThingsAreWrong_NamesAll()
    {
        await using var town = await PlaceTown.StartAsync();
        var request = PlaceTown.Register(places: -1, from: "2024-01-02", through: "2024-01-01", name: "");
        request.Workplace.WorkplaceId = PlaceTown.Id();

        Assert.Equal(
            [
                "workplace.name REQUIRED", "workplace.workplace_id GIVEN_BY_SERVICE", "workplace.places OUT_OF_RANGE",
                "workplace.open_through BEFORE_START",
            ],
            await PlaceTown.ViolationsAsync(town.Work.RegisterWorkplaceAsync(request)));
        Assert.Equal(["workplace.places REQUIRED"], await PlaceTown.ViolationsAsync(town.Work.RegisterWorkplaceAsync(PlaceTown.Register(places: 0))));
    }

    [Theory]
    [InlineData("2024-01-31", new string[0])]
    [InlineData("2024-02-01", new[] { "Lent" })]
    [InlineData("2024-02-29", new[] { "Lent" })]
    [InlineData("2024-03-01", new string[0])]
    [InlineData("2024-04-30", new string[0])]
    [InlineData("2024-05-01", new[] { "Lent" })]
    [InlineData("2024-06-30", new[] { "Lent" })]
    [InlineData("2024-07-01", new string[0])]
    public async Task List_WhenAskedOnADay_HasWhatIsLentAndFreeThen(string on, string[] names)
    {
        await using var town = await PlaceTown.StartAsync();
        var workplace = await town.WorkplaceAsync(places: 1, from: "2024-02-01", through: "2024-06-30", name: "Lent");
        await town.AskedAsync(workplace, "2024-03-01", "2024-04-30");

        Assert.Equal(names, (await town.Asking.ListWorkplacesAsync(new() { On = on })).Workplaces.Select(row => row.Name));
    }

    [Fact]
    public async Task List_WhenNoDayIsNamed_IsOfToday()
    {
        await using var town = await PlaceTown.StartAsync();
        await town.WorkplaceAsync(from: "2023-10-02", through: "2023-10-02", name: "Today");
        await town.WorkplaceAsync(from: "2023-10-03", name: "Tomorrow");

        Assert.Equal(["Today"], (await town.Asking.ListWorkplacesAsync(new())).Workplaces.Select(row => row.Name));
        town.Host.MoveTo("2023-10-03");
        Assert.Equal(["Tomorrow"], (await town.Asking.ListWorkplacesAsync(new())).Workplaces.Select(row => row.Name));
    }

    [Fact]
    public async Task List_WhenPaged_GivesEachOnceByName()
    {
        await using var town = await PlaceTown.StartAsync();
        foreach (var name in new[] { "C", "A", "E", "B", "D" })
        {
            await town.WorkplaceAsync(name: name);
        }

        var (seen, token) = (new List<string>(), "");
        do
        {
            var page = await town.Asking.ListWorkplacesAsync(new() { On = "2024-02-01", PageSize = 2, PageToken = token });
            seen.AddRange(page.Workplaces.Select(row => row.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(["A", "B", "C", "D", "E"], seen);
    }

    [Fact]
    public async Task List_WhenTheCallerIsNoRegion_HasNoBasis()
    {
        await using var town = await PlaceTown.StartAsync();

        Assert.Equal(
            (StatusCode.PermissionDenied, "NO_BASIS"),
            await PlaceTown.RefusalAsync(town.AskingAs("0246246-0/SOCIAL_INSURANCE").ListWorkplacesAsync(new())));
    }

    [Fact]
    public async Task ListPlaceRequests_WhenFiltered_HasThatStateNewestChangeFirst()
    {
        await using var town = await PlaceTown.StartAsync();
        var workplace = await town.WorkplaceAsync(places: 3);
        var first = await town.OpenedAsync(workplace);
        town.Host.MoveTo("2023-10-03");
        var second = await town.AskedAsync(workplace);
        Assert.Equal([second, first], await ListAsync(town, PlaceState.Unspecified));

        town.Host.MoveTo("2023-10-04");
        await town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(first));

        Assert.Equal([first, second], await ListAsync(town, PlaceState.Unspecified));
        Assert.Equal([first], await ListAsync(town, PlaceState.Confirmed));
        Assert.Equal([second], await ListAsync(town, PlaceState.Requested));
        Assert.Empty(await ListAsync(town, PlaceState.Declined));
    }

    private static async Task<IEnumerable<string>> ListAsync(PlaceTown town, PlaceState state) =>
        (await town.Work.ListPlaceRequestsAsync(new() { State = state })).PlaceRequests.Select(place => place.PlacementId);
}

using Mesh.Hosting.Calls;
using Mesh.WellbeingRegion.Tests.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Mesh.WellbeingRegion.Tests.RehabilitativeWork;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WellbeingRegion.Tests;

/// <summary>What waits for the region's professionals.</summary>
public sealed class WorkTests
{
    [Fact]
    public async Task Queue_WhenKelasNoticeCame_IsEverybodysUntilSomebodyTakesTheCase()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.ReceivedAsync(region);
        Assert.Equal([("TAKE_CASE", WorkHolder.Unclaimed)], await CodesAsync(region, Participants.Colleague));

        await eetu.TakeAsync();

        Assert.Empty(await CodesAsync(region, Participants.Colleague));
        Assert.Equal([("EVALUATE_CASE", WorkHolder.Mine)], await CodesAsync(region, Participants.Worker));
    }

    [Fact]
    public async Task Queue_WhenAPlacementGoesOn_ShowsItsNextAct()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        Assert.Contains(("REQUEST_PLACE", WorkHolder.Mine), await CodesAsync(region, Participants.Worker));

        await planned.RequestPlaceAsync();

        Assert.DoesNotContain((await CodesAsync(region, Participants.Worker)), item => item.Code is "REQUEST_PLACE" or "START_WORK");
    }

    private static async Task<IReadOnlyList<(string Code, WorkHolder Holder)>> CodesAsync(RegionHost region, Caller caller) =>
    [
        .. (await region.As<WorkQueueService.WorkQueueServiceClient>(caller).ListWorkAsync(new())).Items.Select(item => (item.Code, item.Holder)),
    ];
}

using Mesh.Kela.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Work.V1;
using static Mesh.Kela.Tests.Hosts.Assistance;

namespace Mesh.Kela.Tests;

/// <summary>What waits for Kela's professionals.</summary>
public sealed class WorkTests
{
    private static readonly DateOnly FirstDay = new(2023, 3, 6);
    private static readonly DateOnly Day180 = new(2023, 11, 10);

    [Fact]
    public async Task Queue_WhenAThresholdCanBeToldToNobody_AsksForTheMissingFactUntilItComes()
    {
        await using var kela = await KelaHost.StartAsync(Day180);
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, Day180), municipality: Payments.Vantaa));

        var item = Assert.Single(await ListAsync(kela));
        Assert.Equal((WorkKind.Fact, "COMPLETE_CLIENT_GROUP", WorkHolder.Unclaimed), (item.Kind, item.Code, item.Holder));
        var shown = await kela.As<WorkQueueService.WorkQueueServiceClient>(Callers.Officer).RevealWorkClientAsync(
            new() { ItemId = item.ItemId }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(People.Aino, shown.PersonalIdentityCode);

        await kela.ImportAsync(Payments.Of(People.Aino, municipality: Payments.Vantaa, group: "PILOT"));

        Assert.Empty(await ListAsync(kela));
    }

    [Theory]
    [InlineData("6.12.2023", 0)]
    [InlineData("7.12.2023", 1)]
    [InlineData("8.12.2023", 1)]
    public async Task Queue_WhenNoRegionAcknowledges_ShowsTheNoticeFromTheThirdWorkingDay(string today, int shown)
    {
        // Sent on Friday 1.12.; the 6th is Independence Day.
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));

        kela.MoveTo(Day(today));

        Assert.Equal(Enumerable.Repeat("ASK_REGION", shown), (await ListAsync(kela)).Select(item => item.Code));
    }

    private static async Task<IReadOnlyList<WorkItem>> ListAsync(KelaHost kela) =>
        (await kela.As<WorkQueueService.WorkQueueServiceClient>(Callers.Officer).ListWorkAsync(new())).Items;
}

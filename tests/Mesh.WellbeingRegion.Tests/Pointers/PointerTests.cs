using Mesh.WellbeingRegion.Tests.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Mesh.WellbeingRegion.Tests.RehabilitativeWork;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.Tests.Pointers;

/// <summary>What the region's door tells to exist (F18, F31), of what it holds itself.</summary>
public sealed class PointerTests
{
    private static readonly string Region = Participants.Region.ToString();

    [Fact]
    public async Task Services_WhenACaseIsTakenAndWorkHasStarted_AreToldFromTheirFirstDays()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.StartedAsync(region);

        Assert.Equal(
            [("PROLONGED_ASSISTANCE", Region, "Etelä-Karjalan hyvinvointialue", "2023-12-01", ""), ("REHABILITATIVE_WORK_ACTIVITY", Region, "Etelä-Karjalan hyvinvointialue", "2024-01-22", "")],
            (await region.ToldAsync(DataCategory.ServicePointers, "22.1.2024")).ServicePointers.Pointers
                .Select(pointer => (pointer.Service, pointer.Organisation, pointer.Unit, pointer.StartsOn, pointer.EndsOn)));
        Assert.Equal(
            ["PROLONGED_ASSISTANCE"],
            (await region.ToldAsync(DataCategory.ServicePointers, "21.1.2024")).ServicePointers.Pointers.Select(pointer => pointer.Service));

        region.MoveTo("21.4.2024");
        await region.Send(Participants.Worker, planned.End("2024-04-21"));

        Assert.Equal("2024-04-21", (await region.ToldAsync(DataCategory.ServicePointers, "21.4.2024")).ServicePointers.Pointers[1].EndsOn);
    }

    [Fact]
    public async Task Services_WhenNobodyHasTakenTheCaseOrItIsOver_AreNotTold()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.ReceivedAsync(region);
        Assert.Null((await region.ToldAsync(DataCategory.ServicePointers, "1.12.2023")).ServicePointers);

        region.MoveTo("4.12.2023");
        await eetu.TakeAsync();
        Assert.Null((await region.ToldAsync(DataCategory.ServicePointers, "30.11.2023")).ServicePointers);
        Assert.NotNull((await region.ToldAsync(DataCategory.ServicePointers, "4.12.2023")).ServicePointers);

        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        Assert.Null((await region.ToldAsync(DataCategory.ServicePointers, "4.12.2023")).ServicePointers);
    }

    [Fact]
    public async Task Assessments_WhenACopyBearsEverySignature_PointAtItsOwner()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.DraftingAsync(region);
        Assert.Null((await region.ToldAsync(DataCategory.AssessmentPointers, "4.12.2023")).AssessmentPointers);

        await planned.PlanMadeAsync();
        await planned.ActivateAsync();

        var pointer = Assert.Single((await region.ToldAsync(DataCategory.AssessmentPointers, "18.12.2023")).AssessmentPointers.Pointers);
        Assert.Equal(
            (AssessmentKind.ActivationPlan, "2023-11-29", Participants.TeOffice.ToString(), "Kaakkois-Suomen TE-toimisto"),
            (pointer.Kind, pointer.MadeOn, pointer.Organisation, pointer.Unit));
        Assert.Null((await region.ToldAsync(DataCategory.AssessmentPointers, "28.11.2023")).AssessmentPointers);
    }
}

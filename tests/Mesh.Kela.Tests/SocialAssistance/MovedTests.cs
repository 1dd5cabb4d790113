using Mesh.Kela.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Kela.V1;
using static Mesh.Kela.Tests.Hosts.Assistance;

namespace Mesh.Kela.Tests.SocialAssistance;

/// <summary>F01 when another region becomes responsible for somebody whose run has been told.</summary>
public sealed class MovedTests
{
    [Fact]
    public async Task Notice_WhenTheClientMovesWhileTheRunGoesOn_IsSentToTheNewRegionOnceAndNotToTheOldOneAgain()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 16)));
        kela.MoveTo(Day("10.12.2023"));

        var moved = await kela.RecordAsync(Of(People.Eetu, municipality: Payments.Vantaa));
        var still = await kela.SweepAsync("1.1.2024");
        var back = await kela.RecordAsync(Of(People.Eetu));

        Assert.Equal((1, 2, 0), (moved.Notices, still, back.Notices));
        Assert.Equal([KelaHost.SouthKarelia, KelaHost.VantaaRegion], (await kela.OutboxAsync()).Select(notice => notice.Recipient));
        Assert.Equal(2, await kela.SweepAsync("1.2.2024"));
    }

    [Theory]
    [InlineData("31.12.2023", 1)]
    [InlineData("1.1.2024", 0)]
    [InlineData("2.1.2024", 0)]
    public async Task Notice_WhenTheClientMovesAfterTheRun_IsSentAsLongAsItsLastMonthIsTheLastThatEnded(string moves, int notices)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));
        kela.MoveTo(Day(moves));

        Assert.Equal(notices, (await kela.RecordAsync(Of(People.Eetu, municipality: Payments.Vantaa))).Notices);
    }

    [Theory]
    [InlineData("31.12.2023", 1)]
    [InlineData("1.1.2024", 2)]
    [InlineData("31.1.2024", 2)]
    [InlineData("1.2.2024", 1)]
    [InlineData("2.2.2024", 1)]
    public async Task Notice_WhenTheDirectoryNamesAnotherRegion_IsSentToItAtTheNextLookUnlessTheRunIsOverByThen(string looked, int notices)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 13)));
        kela.ChangeDirectory(directory =>
        {
            var from = directory.Served(KelaHost.SouthKarelia);
            from.Remove(from.Single(code => code!.GetValue<string>() == Payments.Lappeenranta));
            directory.Served(KelaHost.VantaaRegion).Add(Payments.Lappeenranta);
        });

        Assert.Equal(notices, await kela.SweepAsync(looked));
        Assert.Equal(notices == 2 ? KelaHost.VantaaRegion : KelaHost.SouthKarelia, (await kela.OutboxAsync())[^1].Recipient);
    }

    [Fact]
    public async Task Notice_WhenTheNewHomeIsNobodys_WaitsForTheDirectoryAndIsForgottenWhenTheClientMovesBack()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));

        var moved = await kela.RecordAsync(Of(People.Eetu, municipality: "091"));
        var waiting = Assert.Single((await kela.ListNoticesAsync(AssistanceNoticeState.Waiting)).Notices);
        var back = await kela.RecordAsync(Of(People.Eetu));

        Assert.Equal((0, 1, 0), (moved.Notices, moved.Unaddressed, back.Notices));
        Assert.Equal(("MUNICIPALITY", "091"), (waiting.MissingFact, waiting.HomeMunicipality));
        Assert.Empty((await kela.ListNoticesAsync(AssistanceNoticeState.Waiting)).Notices);
        Assert.Single(await kela.OutboxAsync());
    }
}

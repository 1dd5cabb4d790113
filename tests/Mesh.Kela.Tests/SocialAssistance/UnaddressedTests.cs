using System.Text.Json.Nodes;
using Mesh.Hosting.Journal;
using Mesh.Kela.SocialAssistance;
using Mesh.Kela.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Kela.V1;
using static Mesh.Kela.Tests.Hosts.Assistance;

namespace Mesh.Kela.Tests.SocialAssistance;

/// <summary>F01 when the directory names no region for the client's municipality.</summary>
public sealed class UnaddressedTests
{
    private const string Imatra = "153";

    [Fact]
    public async Task Notice_WhenNoRegionIsNamed_WaitsAndIsSentOnceWhenTheDirectoryNamesOne()
    {
        await using var kela = await WithoutImatraAsync();
        var recorded = await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12), municipality: Imatra));

        Assert.Equal((0, 1), (recorded.Notices, recorded.Unaddressed));
        var waiting = await kela.NoticeAsync();
        Assert.Equal(
            (AssistanceNoticeState.Waiting, "MUNICIPALITY", Imatra, "", ""),
            (waiting.State, waiting.MissingFact, waiting.HomeMunicipality, waiting.NoticeId, waiting.Region));
        Assert.Equal(0, await kela.SweepAsync("2.12.2023"));

        kela.ChangeDirectory(Serve);

        Assert.Equal(1, await kela.SweepAsync());
        Assert.Equal(1, await kela.SweepAsync("1.2.2024"));
        var sent = await kela.NoticeAsync();
        Assert.Equal((AssistanceNoticeState.Sent, "", "2023-12-01", waiting.FlowId), (sent.State, sent.MissingFact, sent.ReachedOn, sent.FlowId));
        Assert.Equal(KelaHost.SouthKarelia, Assert.Single(await kela.OutboxAsync()).Recipient);
        Assert.Equal(
            [("UNADDRESSED", waiting.FlowId), ("OK", waiting.FlowId)],
            (await kela.RowsAsync<JournalRow>()).Where(row => row.Step == ProlongedNotices.Step).Select(row => (row.Outcome, row.FlowId.ToString())));
    }

    [Fact]
    public async Task Service_WhenTheDirectoryChanges_TriesAgainAtOnce()
    {
        using var looks = new Looks();
        await using var kela = await WithoutImatraAsync();
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12), municipality: Imatra));
        using var sweep = kela.New<AssistanceSweep>();
        await sweep.StartAsync(TestContext.Current.CancellationToken);

        kela.ChangeDirectory(Serve);

        await looks.UntilAsync(async () => (await kela.OutboxAsync()).Count == 1);
        await sweep.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Notice_WhenTheClientMovesToAServedMunicipality_IsSentWithThatRecording()
    {
        await using var kela = await WithoutImatraAsync();
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12), municipality: Imatra));
        var still = await kela.RecordAsync(Of(People.Eetu, municipality: Imatra));
        kela.MoveTo(Day("10.1.2024"));

        var moved = await kela.RecordAsync(Of(People.Eetu, municipality: Payments.Vantaa));

        Assert.Equal((0, 1), (still.Notices, still.Unaddressed));
        Assert.Equal((1, 0), (moved.Notices, moved.Unaddressed));
        Assert.Equal(KelaHost.VantaaRegion, Assert.Single(await kela.OutboxAsync()).Recipient);
    }

    [Fact]
    public async Task Notice_WhenItWaitsAndTheMonthIsWithdrawn_IsForgottenAndNeverSent()
    {
        await using var kela = await WithoutImatraAsync();
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12), municipality: Imatra));

        var withdrawn = await kela.RecordAsync(Of(People.Eetu, withdrawn: ["2023-03"], municipality: Imatra));
        kela.ChangeDirectory(Serve);

        Assert.Equal((0, 0), (withdrawn.Notices, withdrawn.Unaddressed));
        Assert.Equal(0, await kela.SweepAsync());
        Assert.Empty((await kela.ListNoticesAsync()).Notices);
    }

    private static async Task<KelaHost> WithoutImatraAsync()
    {
        var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        kela.ChangeDirectory(directory =>
        {
            var served = directory.Served(KelaHost.SouthKarelia);
            served.Remove(served.Single(code => code!.GetValue<string>() == Imatra));
        });
        return kela;
    }

    private static void Serve(JsonObject directory) => directory.Served(KelaHost.SouthKarelia).Add(Imatra);
}

using System.Data.Common;
using Mesh.Disclosure;
using Mesh.Hosting.Journal;
using Mesh.Kela.SocialAssistance;
using Mesh.Kela.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using static Mesh.Kela.Tests.Hosts.Assistance;

namespace Mesh.Kela.Tests.SocialAssistance;

/// <summary>F01: what is told, and that it is told once for each client, threshold and unbroken run.</summary>
public sealed class ProlongedTests
{
    private static readonly string Under25 = People.Born(new(2001, 5, 14), 903);

    [Fact]
    public async Task Notice_WhenTheTwelfthMonthEnds_IsSentOnTheDayAfterAndOnce()
    {
        await using var kela = await KelaHost.StartAsync(Day("15.11.2023"));
        var recorded = await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 14)));

        Assert.Equal((14, 0), (recorded.GrantedMonths, recorded.Notices));
        Assert.Equal(0, await kela.SweepAsync("30.11.2023"));
        Assert.Equal(1, await kela.SweepAsync("1.12.2023"));
        Assert.Equal(1, await kela.SweepAsync("2.12.2023"));
        Assert.Equal(1, await kela.SweepAsync("1.1.2024"));

        var notice = Assert.Single(await kela.OutboxAsync());
        Assert.Equal(KelaHost.SouthKarelia, notice.Recipient);
        Assert.Equal("ASSISTANCE_MONTHS_FROM_25", ProlongedAssistanceDetected.Parser.ParseJson(notice.Data).ThresholdCode);
        var entry = await kela.NoticeAsync();
        Assert.Equal(
            (notice.Id.ToString(), notice.FlowId.ToString(), AssistanceNoticeState.Sent, "2023-12-01", KelaHost.SouthKarelia.ToString()),
            (entry.NoticeId, entry.FlowId, entry.State, entry.ReachedOn, entry.Region));
        var link = await kela.InAsync(scope =>
            scope.GetRequiredService<NoticeSubjects>().FindAsync(notice.Id, TestContext.Current.CancellationToken));
        Assert.Equal(((await kela.RowsAsync<AssistanceWatch>()).Single().SubjectId, KelaHost.SouthKarelia), (link!.SubjectId, link.Recipient));
        var step = Assert.Single(await kela.RowsAsync<JournalRow>(), row => row.Step == "F01 ProlongedAssistanceDetected");
        Assert.Equal((notice.FlowId, "OK"), (step.FlowId, step.Outcome));
    }

    [Theory]
    [InlineData(11, 0)]
    [InlineData(12, 1)]
    [InlineData(13, 1)]
    public async Task Notice_WhenMonthsAreRecordedAfterTheyEnded_IsSentFromTheTwelfthOn(int months, int notices)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        var first = Day("1.12.2023").AddMonths(-months);

        var response = await kela.RecordAsync(Of(People.Eetu, Months($"{first:yyyy-MM}", months)));

        Assert.Equal(notices, response.Notices);
    }

    [Theory]
    [InlineData("30.11.2023", 0)]
    [InlineData("1.12.2023", 1)]
    public async Task Notice_WhenTheLastMonthIsRecorded_CountsItFromTheDayAfterItEnded(string today, int notices)
    {
        await using var kela = await KelaHost.StartAsync(Day(today));

        Assert.Equal(notices, (await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)))).Notices);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    public async Task Notice_WhenTheClientIsUnder25_IsSentFromTheFourthMonthOn(int months, int notices)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        var first = Day("1.12.2023").AddMonths(-months);

        await kela.RecordAsync(Of(Under25, Months($"{first:yyyy-MM}", months)));

        Assert.Equal(notices, (await kela.ListNoticesAsync()).Notices.Count(notice => notice.ThresholdCode == "ASSISTANCE_MONTHS_UNDER_25"));
    }

    [Theory]
    [InlineData("30.11.1998", 0)]
    [InlineData("1.12.1998", 0)]
    [InlineData("2.12.1998", 1)]
    public async Task Notice_WhenThe25thBirthdayComesBetween_GoesByTheAgeOnTheDayTheMonthHasEnded(string born, int notices)
    {
        await using var kela = await KelaHost.StartAsync(Day("15.11.2023"));
        await kela.RecordAsync(Of(People.Born(Day(born), 904), Months("2023-08", 4)));

        Assert.Equal(notices, await kela.SweepAsync("1.12.2023"));
        Assert.Equal(notices, await kela.SweepAsync("2.12.2023"));
    }

    [Fact]
    public async Task Notice_WhenTheClientTurns25InALongRun_IsSentForTheOtherThresholdToo()
    {
        await using var kela = await KelaHost.StartAsync(Day("15.11.2023"));
        await kela.RecordAsync(Of(People.Born(Day("10.12.1998"), 904), Months("2022-11", 13)));

        Assert.Equal(1, await kela.SweepAsync("9.12.2023"));
        Assert.Equal(2, await kela.SweepAsync("10.12.2023"));
        Assert.Equal(2, await kela.SweepAsync("11.12.2023"));
        Assert.Equal(
            ["ASSISTANCE_MONTHS_FROM_25", "ASSISTANCE_MONTHS_UNDER_25"], (await kela.ListNoticesAsync()).Notices.Select(notice => notice.ThresholdCode));
    }

    [Fact]
    public async Task Notice_WhenTheRunBreaksAndANewOneGrows_IsSentAgain()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));
        kela.MoveTo(Day("15.1.2024"));
        await kela.RecordAsync(Of(People.Eetu, Months("2024-01", 12)));

        Assert.Equal(1, await kela.SweepAsync("31.12.2024"));
        Assert.Equal(2, await kela.SweepAsync("1.1.2025"));
        Assert.Equal(2, (await kela.OutboxAsync()).Select(notice => notice.FlowId).Distinct().Count());
    }

    [Fact]
    public async Task Notice_WhenTheRunProvesLongerThanWasKnown_IsNotSentAgain()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));

        var earlier = await kela.RecordAsync(Of(People.Eetu, Months("2022-10", 2)));

        Assert.Equal(0, earlier.Notices);
        Assert.Equal(1, await kela.SweepAsync("1.1.2024"));
    }

    [Fact]
    public async Task Notice_WhenAMonthWasWithdrawnBefore_IsNotSent()
    {
        await using var kela = await KelaHost.StartAsync(Day("15.11.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));
        await kela.RecordAsync(Of(People.Eetu, withdrawn: ["2023-05"]));

        Assert.Equal(0, await kela.SweepAsync("1.12.2023"));
        Assert.Empty((await kela.ListNoticesAsync()).Notices);
    }

    [Theory]
    [InlineData("2023-05", "1.6.2024")]
    [InlineData("2022-12", "1.1.2024")]
    public async Task Notice_WhenAMonthIsWithdrawnAfterwards_StaysAndIsNotSentAgain(string withdrawn, string laterTwelve)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 24)));
        var sent = await kela.NoticeAsync();

        var correction = await kela.RecordAsync(Of(People.Eetu, withdrawn: [withdrawn]));
        Assert.Equal(1, await kela.SweepAsync(laterTwelve));
        await kela.RecordAsync(Of(People.Eetu, [withdrawn]));

        Assert.Equal(0, correction.Notices);
        Assert.Equal(sent, await kela.NoticeAsync());
        Assert.Single(await kela.OutboxAsync());
    }

    [Fact]
    public async Task Notice_WhenAMonthOfTheRunsTailIsWithdrawnMuchLater_MakesNoNewRunOfWhatWasTold()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 24)));
        kela.MoveTo(Day("1.11.2024"));
        await kela.RecordAsync(Of(People.Eetu, Months("2024-12", 6)));
        await kela.SweepAsync("1.6.2025");

        var correction = await kela.RecordAsync(Of(People.Eetu, withdrawn: ["2024-03"]));

        Assert.Equal((0, 1), (correction.Notices, (await kela.OutboxAsync()).Count));
    }

    [Theory]
    [InlineData(MainLivelihood.No, 0)]
    [InlineData(MainLivelihood.Unspecified, 1)]
    public async Task Notice_WhenOneMonthIsNotKnownToBeMainLivelihood_IsNotSent(MainLivelihood main, int unknown)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 11)));

        var response = await kela.RecordAsync(Of(People.Eetu, ["2023-11"], main: main));

        Assert.Equal((0, 0, unknown), (response.Notices, response.Unaddressed, response.MainLivelihoodUnknown));
        Assert.Equal(unknown, (await kela.ListNoticesAsync(AssistanceNoticeState.Waiting)).Notices.Count(notice => notice.MissingFact == "MAIN_LIVELIHOOD"));
        Assert.Equal(0, await kela.SweepAsync());
    }

    [Theory]
    [InlineData(MainLivelihood.Yes, 1, AssistanceNoticeState.Sent)]
    [InlineData(MainLivelihood.No, 0, AssistanceNoticeState.Unspecified)]
    public async Task Notice_WhenTheMainLivelihoodBecomesKnown_IsSentOrWaitsNoLonger(MainLivelihood main, int notices, AssistanceNoticeState state)
    {
        await using var kela = await KelaHost.StartAsync(Day("1.11.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 11)), Of(Under25, ["2023-11"], main: MainLivelihood.Unspecified));
        await kela.RecordAsync(Of(People.Eetu, ["2023-11"], main: MainLivelihood.Unspecified));
        Assert.Equal(0, await kela.SweepAsync("1.12.2023"));
        Assert.Equal(("2023-12-01", ""), ((await kela.NoticeAsync()).ReachedOn, (await kela.NoticeAsync()).NoticeId));
        kela.MoveTo(Day("20.12.2023"));

        var known = await kela.RecordAsync(Of(People.Eetu, ["2023-11"], main: main));

        Assert.Equal((notices, 0), (known.Notices, known.MainLivelihoodUnknown));
        Assert.Equal(state, (await kela.ListNoticesAsync()).Notices.SingleOrDefault()?.State ?? AssistanceNoticeState.Unspecified);
    }

    [Theory]
    [InlineData("31.12.2022", 0)]
    [InlineData("1.1.2023", 1)]
    public async Task Notice_WhenTheLawIsNotFormalisedYet_IsNotSentAndTheMonthsAreKept(string today, int notices)
    {
        await using var kela = await KelaHost.StartAsync(Day("15.12.2022"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-01", 12)));

        Assert.Equal(notices, await kela.SweepAsync(today));
        Assert.Equal(12, (await kela.RowsAsync<AssistanceMonthFact>()).Count);
    }

    [Fact]
    public async Task Row_WhenTwoActsWouldTellTheSameRun_IsWrittenOnce()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => kela.TamperAsync(
            "CREATE TEMP TABLE twin AS SELECT * FROM assistance_notice; UPDATE twin SET entry_id = 'x', notice_id = NULL; INSERT INTO assistance_notice SELECT * FROM twin"));
        Assert.Contains(
            TestKit.TestStorage.IsPostgres
                ? "IX_assistance_notice_subject_id_threshold_code_run_began_recip"
                : "UNIQUE constraint failed: assistance_notice.subject_id, assistance_notice.threshold_code, assistance_notice.run_began, assistance_notice.recipient",
            refusal.Message,
            StringComparison.Ordinal);
    }
}

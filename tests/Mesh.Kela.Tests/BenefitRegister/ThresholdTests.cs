using System.Globalization;
using Mesh.Disclosure;
using Mesh.Hosting.Journal;
using Mesh.Kela.BenefitRegister;
using Mesh.Kela.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Benefit = Tyollisyys.Mesh.Protos.Kela.V1.Benefit;

namespace Mesh.Kela.Tests.BenefitRegister;

public sealed class ThresholdTests
{
    private static readonly DateOnly FirstDay = new(2023, 3, 6);
    private static readonly DateOnly Day179 = new(2023, 11, 9);
    private static readonly DateOnly Day180 = new(2023, 11, 10);
    private static readonly DateOnly Day181 = new(2023, 11, 13);

    [Fact]
    public async Task Threshold_WhenThe180thDayIsImported_IsToldOnceAndNotTheDayBefore()
    {
        await using var kela = await KelaHost.StartAsync(Day179);
        var before = await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, Day179)));
        Assert.Empty(await kela.NoticesAsync());

        kela.MoveTo(Day180);
        var reached = await kela.ImportAsync(Payments.Of(People.Aino, [Day180]));
        kela.MoveTo(Day181);
        var after = await kela.ImportAsync(Payments.Of(People.Aino, [Day181]));

        Assert.Equal((0, 1, 0), (before.Notices, reached.Notices, after.Notices));
        Assert.Equal(KelaHost.TeOffice.ToString(), Assert.Single(await kela.NoticesAsync()).Counterpart);
        var told = Assert.Single(await kela.RowsAsync<ToldThreshold>());
        Assert.Equal(("SUBSIDY_DAYS_IN_YEAR", KelaHost.TeOffice.ToString()), (told.ThresholdCode, told.Recipient));
        var link = await kela.InAsync(scope =>
            scope.GetRequiredService<NoticeSubjects>().FindAsync(told.NoticeId, TestContext.Current.CancellationToken));
        Assert.Equal((told.SubjectId, KelaHost.TeOffice), (link!.SubjectId, link.Recipient));
    }

    [Fact]
    public async Task Threshold_WhenADayWasRecoveredAndPaidAgain_IsNotToldAgain()
    {
        await using var kela = await KelaHost.StartAsync(Day180);
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, Day180)));
        await kela.ImportAsync(Payments.Of(People.Aino, recovered: [Day180]));

        var again = await kela.ImportAsync(Payments.Of(People.Aino, [Day180]));

        Assert.Equal(0, again.Notices);
        Assert.Single(await kela.NoticesAsync());
    }

    [Fact]
    public async Task Threshold_WhenADayIsRecoveredAndAnotherReachesItAnew_IsToldAgain()
    {
        await using var kela = await KelaHost.StartAsync(Day180);
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, Day180)));
        await kela.ImportAsync(Payments.Of(People.Aino, recovered: [Day180]));
        kela.MoveTo(Day181);

        var anew = await kela.ImportAsync(Payments.Of(People.Aino, [Day181]));

        Assert.Equal(1, anew.Notices);
        Assert.Equal([Day180, Day181], (await kela.RowsAsync<ToldThreshold>()).Select(row => row.ReachedOn).Order());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    public async Task Threshold_WhenItWasNotReachedForASunday_IsToldAnewAndNotOtherwise(int daysAfterThe180th, int notices)
    {
        // From 6.3.2024 on the window loses a day of 2023 with each day that passes: on Sunday 10.3. 179 days are left in it, or 180.
        await using var kela = await KelaHost.StartAsync(Day180);
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, Day180)));
        kela.MoveTo(new(2024, 3, 11));

        var later = await kela.ImportAsync(Payments.Of(
            People.Aino, Weekdays.From(Day181, daysAfterThe180th).Concat(Weekdays.Between(new(2024, 3, 6), new(2024, 3, 11)))));

        Assert.Equal(notices, later.Notices);
    }

    [Fact]
    public async Task Threshold_WhenItIsReachedAgainAfterTwoYearsOfWork_IsToldAgain()
    {
        var later = Weekdays.From(new(2025, 1, 2), 180).ToList();
        await using var kela = await KelaHost.StartAsync(Day180);
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, Day180)));
        kela.MoveTo(later[^2]);
        var before = await kela.ImportAsync(Payments.Of(People.Aino, later[..^1]));
        kela.MoveTo(later[^1]);

        var again = await kela.ImportAsync(Payments.Of(People.Aino, later[^1..]));

        Assert.Equal((0, 1), (before.Notices, again.Notices));
    }

    [Fact]
    public async Task Threshold_WhenTheClientMoves_IsToldTheNewAuthorityOnceAndNotTheOldOneAgain()
    {
        await using var kela = await KelaHost.StartAsync(Day180);
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, Day180)));
        kela.MoveTo(Day181);

        var moved = await kela.ImportAsync(Payments.Of(People.Aino, municipality: Payments.Vantaa, group: "PILOT"));
        var still = await kela.ImportAsync(Payments.Of(People.Aino, municipality: Payments.Vantaa));
        kela.MoveTo(Day181.AddDays(1));
        var back = await kela.ImportAsync(Payments.Of(People.Aino));

        Assert.Equal((1, 0, 0), (moved.Notices, still.Notices, back.Notices));
        Assert.Equal(
            new[] { KelaHost.TeOffice.ToString(), KelaHost.VantaaPilot.ToString() }.Order(StringComparer.Ordinal),
            (await kela.RowsAsync<ToldThreshold>()).Select(row => row.Recipient).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Threshold_WhenItIsNoLongerReached_NobodyIsAskedWhomToTell()
    {
        await using var kela = await KelaHost.StartAsync(Day180);
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, Day180)));
        var moved = await kela.ImportAsync(Payments.Of(People.Aino, municipality: Payments.Vantaa));
        Assert.Equal((0, 1), (moved.Notices, moved.Unaddressed));
        Assert.Single(await kela.RowsAsync<UnaddressedThreshold>());

        await kela.ImportAsync(Payments.Of(People.Aino, recovered: [Day180], municipality: Payments.Vantaa));

        Assert.Empty(await kela.RowsAsync<UnaddressedThreshold>());
    }

    [Fact]
    public async Task Threshold_WhenTheClientMovesBackBeforeAnybodyWasTold_NobodyIsAskedWhomToTell()
    {
        await using var kela = await KelaHost.StartAsync(Day180);
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, Day180)));
        await kela.ImportAsync(Payments.Of(People.Aino, municipality: Payments.Vantaa));

        var back = await kela.ImportAsync(Payments.Of(People.Aino));

        Assert.Equal(0, back.Notices);
        Assert.Empty(await kela.RowsAsync<UnaddressedThreshold>());
    }

    [Theory]
    [InlineData("2023-11-09", 1)]
    [InlineData("2023-11-10", 0)]
    [InlineData("2023-11-11", 0)]
    public async Task Threshold_WhenTheAllowanceMaximumIsReached_IsToldUntilTheDayBeforeThe25thBirthday(string today, int notices)
    {
        var day = DateOnly.Parse(today, CultureInfo.InvariantCulture);
        await using var kela = await KelaHost.StartAsync(day);

        var response = await kela.ImportAsync(
            Payments.Of(People.Born(new(1998, 11, 10)), benefit: Benefit.UnemploymentDailyAllowance, maximum: day));

        Assert.Equal(notices, response.Notices);
        Assert.All(await kela.RowsAsync<ToldThreshold>(), row => Assert.Equal("ALLOWANCE_MAXIMUM_REACHED", row.ThresholdCode));
    }

    [Fact]
    public async Task Threshold_WhenTwoClientsReachIt_EachIsAFlowOfItsOwn()
    {
        await using var kela = await KelaHost.StartAsync(Day180);
        var days = Weekdays.Between(FirstDay, Day180).ToList();

        await kela.ImportAsync(Payments.Of(People.Aino, days), Payments.Of(People.Born(new(2002, 1, 1)), days));

        var journal = await kela.RowsAsync<JournalRow>();
        Assert.Equal(3, journal.Count);
        Assert.Equal(3, journal.Select(row => row.FlowId).Distinct().Count());
        Assert.Equal("ImportBenefitPayments", Assert.Single(journal, row => row.Step != ThresholdNotices.Step).Step);
    }

    [Fact]
    public async Task Threshold_WhenTheClientGroupIsUnknown_StaysOpenUntilItIsKnown()
    {
        await using var kela = await KelaHost.StartAsync(Day180);
        var days = Weekdays.Between(FirstDay, Day180).ToList();
        var first = await kela.ImportAsync(Payments.Of(People.Aino, days, municipality: Payments.Vantaa));
        var open = Assert.Single(await kela.RowsAsync<UnaddressedThreshold>());
        Assert.Equal((0, 1), (first.Notices, first.Unaddressed));
        Assert.Equal(("SUBSIDY_DAYS_IN_YEAR", "client_group", null), (open.ThresholdCode, open.MissingFact, open.NoticeId));
        Assert.Empty(await kela.NoticesAsync());

        var still = await kela.ImportAsync(Payments.Of(People.Aino, municipality: Payments.Vantaa));
        var completed = await kela.ImportAsync(Payments.Of(People.Aino, municipality: Payments.Vantaa, group: "PILOT"));

        Assert.Equal((0, 1), (still.Notices, still.Unaddressed));
        Assert.Equal((1, 0), (completed.Notices, completed.Unaddressed));
        var told = Assert.Single(await kela.RowsAsync<ToldThreshold>());
        Assert.Equal(KelaHost.VantaaPilot.ToString(), told.Recipient);
        Assert.Equal(told.NoticeId, Assert.Single(await kela.RowsAsync<UnaddressedThreshold>()).NoticeId);
    }

    [Fact]
    public async Task Threshold_WhenNobodyServesTheMunicipality_IsUnaddressed()
    {
        await using var kela = await KelaHost.StartAsync(Day180);

        var response = await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, Day180), municipality: "091"));

        Assert.Equal((0, 1), (response.Notices, response.Unaddressed));
        Assert.Equal("municipality", Assert.Single(await kela.RowsAsync<UnaddressedThreshold>()).MissingFact);
    }

    [Fact]
    public async Task Threshold_WhenTheClientIs25_IsThatOfTheLifetime()
    {
        var code = People.Born(new(1988, 9, 3), 917);
        var days = Weekdays.From(new(2021, 1, 4), 500).ToList();
        await using var kela = await KelaHost.StartAsync(days[^1].AddDays(30));
        var before = await kela.ImportAsync(Payments.Of(code, days[..^1]));

        var reached = await kela.ImportAsync(Payments.Of(code, days[^1..]));

        Assert.Equal((0, 1), (before.Notices, reached.Notices));
        Assert.Equal("SUBSIDY_DAYS_TOTAL", Assert.Single(await kela.RowsAsync<ToldThreshold>()).ThresholdCode);
    }

    [Fact]
    public async Task Threshold_WhenAllowanceHasEnded_CountsTheDaysAfterItOnly()
    {
        var code = People.Born(new(1988, 9, 3), 917);
        var maximum = new DateOnly(2023, 3, 3);
        var after = Weekdays.From(FirstDay, 180).ToList();
        await using var kela = await KelaHost.StartAsync(after[^1]);
        var before = await kela.ImportAsync(
            Payments.Of(code, Weekdays.Between(new(2022, 1, 3), new(2022, 3, 31)).Concat(after[..^1])),
            Payments.Of(code, Weekdays.Between(new(2022, 4, 1), maximum), benefit: Benefit.UnemploymentDailyAllowance, maximum: maximum));

        var reached = await kela.ImportAsync(Payments.Of(code, after[^1..]));

        Assert.Equal((0, 1), (before.Notices, reached.Notices));
        Assert.Equal("SUBSIDY_DAYS_AFTER_ALLOWANCE", Assert.Single(await kela.RowsAsync<ToldThreshold>()).ThresholdCode);
    }

    [Fact]
    public async Task Threshold_WhenTheLawIsNotFormalisedYet_IsNotToldAndTheDaysAreKept()
    {
        var days = Weekdays.Between(new(2022, 1, 3), new(2022, 12, 30)).ToList();
        await using var kela = await KelaHost.StartAsync(new(2022, 12, 31));

        var response = await kela.ImportAsync(Payments.Of(People.Aino, days));

        Assert.Equal((days.Count, 0, 0), (response.PaidDays, response.Notices, response.Unaddressed));
    }
}

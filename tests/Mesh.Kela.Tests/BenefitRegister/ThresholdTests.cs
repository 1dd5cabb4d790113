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

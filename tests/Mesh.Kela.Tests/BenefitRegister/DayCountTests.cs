using CsCheck;
using Mesh.Kela.BenefitRegister;
using Mesh.Kela.Tests.Hosts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Benefit = Mesh.Statutes.Benefit;
using WireBenefit = Tyollisyys.Mesh.Protos.Kela.V1.Benefit;

namespace Mesh.Kela.Tests.BenefitRegister;

public sealed class DayCountTests
{
    private static readonly DateOnly FirstDay = new(2023, 3, 6);
    private static readonly DateOnly LastDay = new(2023, 11, 13);

    [Theory]
    [InlineData("2023-11-09", "2022-11-10", 179, "2023-11-09")]
    [InlineData("2023-11-10", "2022-11-11", 180, "2023-11-10")]
    [InlineData("2023-11-12", "2022-11-13", 180, "2023-11-10")]
    [InlineData("2023-11-13", "2022-11-14", 181, "2023-11-13")]
    public async Task Counts_WhenAskedAboutAino_AreThoseOfSc1(string asOf, string first, int days, string lastPaid)
    {
        await using var kela = await KelaHost.StartAsync(LastDay);
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, LastDay)));

        var counts = await kela.CountsAsync(People.Aino, DateOnly.Parse(asOf, null));

        Assert.Equal(asOf, counts.AsOf);
        Assert.Equal(lastPaid, counts.LastPaidDate);
        Assert.Equal(days, Assert.Single(counts.Counts, count => count.First == first && count.Last == asOf).Days);
        var calendar = Assert.Single(counts.Counts, count => count.First == "2022-11-01" && count.Last == "2023-10-31");
        Assert.Equal((WireBenefit.LabourMarketSubsidy, 172), (calendar.Benefit, calendar.Days));
        Assert.Equal(2, counts.Counts.Count);
        Assert.Equal((WireBenefit.UnemploymentDailyAllowance, 0), (counts.Spells.Single().Benefit, counts.Spells.Single().WholeMonths));
    }

    [Fact]
    public async Task Counts_WhenTheClientIs25AndAllowanceEnded_AreLifetimeAndAfterIt()
    {
        var code = People.Born(new(1988, 9, 3), 917);
        await using var kela = await KelaHost.StartAsync(LastDay);
        await kela.ImportAsync(
            Payments.Of(code, [new(2022, 12, 1), new(2023, 11, 10)]),
            Payments.Of(code, Weekdays.Between(FirstDay, new(2023, 9, 29)), benefit: WireBenefit.UnemploymentDailyAllowance, maximum: new(2023, 9, 29)));

        var counts = await kela.CountsAsync(code, LastDay);

        Assert.Equal([("", 2), ("2023-09-30", 1)], counts.Counts.Select(count => (count.First, count.Days)));
        Assert.Equal(("2023-09-29", "2023-09-29"), (counts.AllowanceMaximumReachedOn, counts.AllowancePeriodEndedOn));
        Assert.Empty(counts.Spells);
    }

    [Theory]
    [InlineData("2024-12-30", Purpose.JointService, 1)]
    [InlineData("2024-12-31", Purpose.JointService, 1)]
    [InlineData("2025-01-01", Purpose.JointService, 0)]
    [InlineData("2024-12-31", Purpose.ActivationPlanNeed, 0)]
    public async Task Counts_WhenAskedForTheJointService_TellAllDaysAtAnyAgeAsLongAsItsTargetGroupCountsThem(string asOf, Purpose purpose, int told)
    {
        await using var kela = await KelaHost.StartAsync(new(2025, 1, 1));
        await kela.ImportAsync(Payments.Of(People.Aino, Weekdays.Between(FirstDay, LastDay)));

        var counts = await kela.CountsAsync(People.Aino, DateOnly.Parse(asOf, null), purpose);

        Assert.Equal(Enumerable.Repeat(181, told), counts.Counts.Where(count => count.First.Length == 0).Select(count => count.Days));
        Assert.Equal(2 + told, counts.Counts.Count);
    }

    [Theory]
    [InlineData("2023-03-05", "", "")]
    [InlineData("2023-03-06", "", "2023-03-06")]
    [InlineData("2023-10-01", "", "2023-09-29")]
    [InlineData("2023-11-13", "2023-11-10", "2023-09-29")]
    public async Task Counts_WhenBothBenefitsWerePaid_TellTheLastDayOfEach(string asOf, string subsidy, string allowance)
    {
        await using var kela = await KelaHost.StartAsync(LastDay);
        await kela.ImportAsync(
            Payments.Of(People.Aino, [new(2023, 11, 10)]),
            Payments.Of(People.Aino, Weekdays.Between(FirstDay, new(2023, 9, 29)), benefit: WireBenefit.UnemploymentDailyAllowance));

        var counts = await kela.CountsAsync(People.Aino, DateOnly.Parse(asOf, null));

        Assert.Equal((subsidy, allowance), (counts.LastPaidDate, counts.LastPaidAllowanceDate));
    }

    [Fact]
    public async Task Counts_WhenAskedForADayBeforeTheMaximum_DoNotTellOfIt()
    {
        await using var kela = await KelaHost.StartAsync(LastDay);
        await kela.ImportAsync(Payments.Of(People.Aino, [FirstDay], maximum: new(2023, 9, 29)));

        var counts = await kela.CountsAsync(People.Aino, new(2023, 9, 28));

        Assert.Equal(("", ""), (counts.AllowanceMaximumReachedOn, counts.AllowancePeriodEndedOn));
    }

    [Fact]
    public async Task Counts_WhenAskedForADayBeforeTheFormalisedLaw_AreNone()
    {
        await using var kela = await KelaHost.StartAsync(LastDay);
        await kela.ImportAsync(Payments.Of(People.Aino, [new(2022, 12, 1), FirstDay]));

        var counts = await kela.CountsAsync(People.Aino, new(2022, 12, 31));

        Assert.Empty(counts.Counts);
        Assert.Equal("2022-12-01", counts.LastPaidDate);
    }

    /// <summary>The labour authority decides on counts as it would on the days: nothing the rules need is kept back.</summary>
    [Fact]
    public void Counts_WhenTheRulesAreAskedOverThem_AnswerAsOverTheDays()
    {
        var known = new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero);
        (from birth in Gen.Int[new DateOnly(1995, 1, 1).DayNumber, new DateOnly(2003, 1, 1).DayNumber].Select(DateOnly.FromDayNumber)
         from asOf in Gen.Int[new DateOnly(2023, 1, 1).DayNumber, new DateOnly(2024, 5, 31).DayNumber].Select(DateOnly.FromDayNumber)
         from first in Gen.Int[0, 500]
         from length in Gen.Int[0, 700]
         from maximum in Gen.Int[0, 600].Nullable()
         from planned in Gen.Bool
         select (birth, asOf, first, length, maximum, planned)).Sample(sample =>
        {
            var start = new DateOnly(2021, 6, 1).AddDays(sample.first);
            var history = new ClientHistory(
                [.. Weekdays.Between(start, start.AddDays(sample.length)).Select(day => Fact(day, known))],
                sample.maximum is { } on ? [Maximum(start.AddDays(on), known)] : [],
                []);
            var facts = new ActivationPlanFacts
            {
                BirthDate = sample.birth,
                EmploymentPlanMadeOn = sample.planned ? Statutes.Fact.Known(start) : Statutes.Fact.KnownNone<DateOnly>(),
            };

            var told = DayCounts.Of(sample.birth, history, sample.asOf, known, Purpose.ActivationPlanNeed);
            var overCounts = Launching(facts with { BenefitDays = Disclosed(told), AllowancePeriodEndedOn = Day(told.AllowancePeriodEndedOn) }, sample.asOf);
            var overDays = Launching(facts with { BenefitDays = history.PaidDays(known), AllowancePeriodEndedOn = Day(told.AllowancePeriodEndedOn) }, sample.asOf);

            Assert.Equal(overDays, overCounts);
        });
    }

    private static (Outcome Outcome, string Launching, bool Boundary) Launching(ActivationPlanFacts facts, DateOnly asOf)
    {
        var outcome = ActivationPlanEligibility.Evaluate(facts, asOf);
        return (outcome.Statute.Outcome, string.Join(',', outcome.Statute.RuleIdsLaunching), outcome.BoundaryDiscrepancy);
    }

    private static DisclosedCounts Disclosed(BenefitDayCounts told) => new(
        told.Counts.Select(count => new DisclosedCount(
            (Benefit)count.Benefit,
            new CountedWindow(count.First.Length == 0 ? null : DateOnly.Parse(count.First, null), DateOnly.Parse(count.Last, null)),
            count.Days)),
        told.Spells.Select(spell => new DisclosedSpell((Benefit)spell.Benefit, DateOnly.Parse(told.AsOf, null), spell.WholeMonths)));

    private static Fact<DateOnly> Day(string text) =>
        text.Length == 0 ? Statutes.Fact.KnownNone<DateOnly>() : Statutes.Fact.Known(DateOnly.Parse(text, null));

    private static PaidDayFact Fact(DateOnly day, DateTimeOffset known) => new()
    {
        FactId = Guid.CreateVersion7(),
        SubjectId = Guid.Empty,
        Benefit = Benefit.LabourMarketSubsidy,
        Day = day,
        Kind = PaidDayKind.Paid,
        KnownFrom = known,
        RecordedAt = known,
        ImportId = Guid.Empty,
    };

    private static AllowanceMaximumFact Maximum(DateOnly day, DateTimeOffset known) => new()
    {
        FactId = Guid.CreateVersion7(),
        SubjectId = Guid.Empty,
        ReachedOn = day,
        KnownFrom = known,
        RecordedAt = known,
        ImportId = Guid.Empty,
    };
}

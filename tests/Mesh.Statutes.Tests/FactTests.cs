namespace Mesh.Statutes.Tests;

public sealed class FactTests
{
    private static readonly DateOnly Monday = new(2024, 3, 4);

    [Fact]
    public void Read_WhenDaysArePaidTwice_RefusesThemWithEveryViolation()
    {
        var reading = PaidDays.Read(
        [
            new(Monday.AddDays(1), Benefit.LabourMarketSubsidy),
            new(Monday, Benefit.LabourMarketSubsidy),
            new(Monday, Benefit.LabourMarketSubsidy),
            new(Monday.AddDays(1), Benefit.UnemploymentDailyAllowance),
            new(Monday.AddDays(2), 0),
        ]);

        Assert.False(reading.IsValid);
        Assert.Equal(
            [(PaidDays.DayPaidTwice, Monday), (PaidDays.DayPaidTwice, Monday.AddDays(1)), (PaidDays.UnknownBenefit, Monday.AddDays(2))],
            reading.Violations.Select(v => (v.Code, v.Day!.Value)));
        Assert.Equal(3, Assert.Throws<ContradictoryFactsException>(() => reading.Value).Violations.Count);
    }

    [Theory]
    [InlineData(Benefit.LabourMarketSubsidy)]
    [InlineData(Benefit.UnemploymentDailyAllowance)]
    public void Read_WhenNothingIsWrongButOneDayPaidTwice_RefusesThatDay(Benefit second)
    {
        var reading = PaidDays.Read([new(Monday, second), new(Monday.AddDays(70), Benefit.LabourMarketSubsidy), new(Monday, Benefit.LabourMarketSubsidy)]);

        Assert.Equal((PaidDays.DayPaidTwice, Monday), (Assert.Single(reading.Violations).Code, reading.Violations[0].Day));
    }

    [Fact]
    public void Read_WhenDaysComeUnsorted_CountsThemByBenefit()
    {
        var days = PaidDays.Read([new(Monday.AddDays(2), Benefit.LabourMarketSubsidy), new(Monday.AddDays(1), Benefit.UnemploymentDailyAllowance), new(Monday, Benefit.LabourMarketSubsidy)]).Value;

        Assert.Equal(2, days.Count(Benefit.LabourMarketSubsidy, CountedWindow.UpTo(Monday.AddDays(2))).Value);
        Assert.Equal(1, days.Count(Benefit.LabourMarketSubsidy, new(Monday, Monday)).Value);
        Assert.Equal(0, days.Count(Benefit.LabourMarketSubsidy, new(Monday.AddDays(2), Monday)).Value);
        Assert.Equal(1, days.Count(Benefit.UnemploymentDailyAllowance, CountedWindow.UpTo(Monday.AddDays(9))).Value);
        Assert.Equal((Monday, Monday.AddDays(1)), (days.EarliestDay(Benefit.LabourMarketSubsidy), days.EarliestDay(Benefit.UnemploymentDailyAllowance)));
        Assert.Null(PaidDays.None.EarliestDay(Benefit.LabourMarketSubsidy));
        Assert.Equal(Monday, days.LastPaid(Benefit.LabourMarketSubsidy, Monday.AddDays(1)));
        Assert.Null(days.LastPaid(Benefit.LabourMarketSubsidy, Monday.AddDays(-1)));
    }

    [Fact]
    public void Read_WhenAMonthIsNamedTwice_RefusesIt()
    {
        var reading = AssistanceMonths.Read([new(2024, 1, 1), new(2024, 1, 31), new(2024, 2, 1)]);

        Assert.Equal([new(AssistanceMonths.MonthGrantedTwice, FactNames.SocialAssistanceMonths, new DateOnly(2024, 1, 1))], reading.Violations);
    }

    [Fact]
    public void Count_WhenAWindowWasNotDisclosed_IsUnknown()
    {
        CountedWindow asked = new(Monday, Monday.AddDays(4));
        DisclosedCounts counts = new([new(Benefit.LabourMarketSubsidy, asked, 5)], []);

        Assert.Equal(Fact.Known(5), counts.Count(Benefit.LabourMarketSubsidy, asked));
        Assert.Equal(FactState.Unknown, counts.Count(Benefit.LabourMarketSubsidy, asked with { First = null }).State);
        Assert.Equal(FactState.Unknown, counts.LongestUnbrokenMonths(Benefit.LabourMarketSubsidy, Monday).State);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DisclosedCounts([new(Benefit.LabourMarketSubsidy, asked, -1)], []));
    }

    [Fact]
    public void Value_WhenTheFactIsUnknown_IsRefused()
    {
        Fact<DateOnly> forgotten = default;

        Assert.Equal(FactState.Unknown, forgotten.State);
        Assert.Throws<InvalidOperationException>(() => forgotten.Value);
        Assert.Equal(FactState.KnownNone, Fact.KnownNone<DateOnly>().Map(d => d.Year).State);
        Assert.NotEqual(Fact.KnownNone<int>(), Fact.Unknown<int>());
        Assert.DoesNotContain("2024", Fact.Known(Monday).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("2001", People.Aino().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Outcome.Met, Outcome.Unknown, Outcome.Unknown, Outcome.Met)]
    [InlineData(Outcome.NotMet, Outcome.Unknown, Outcome.NotMet, Outcome.Unknown)]
    [InlineData(Outcome.Met, Outcome.NotMet, Outcome.NotMet, Outcome.Met)]
    [InlineData(Outcome.Met, Outcome.Met, Outcome.Met, Outcome.Met)]
    [InlineData(Outcome.Unknown, Outcome.Unknown, Outcome.Unknown, Outcome.Unknown)]
    public void AllAndAny_WhenSomethingIsUnknown_NeverCallItNo(Outcome a, Outcome b, Outcome all, Outcome any)
    {
        Assert.Equal(all, Outcomes.All([a, b]));
        Assert.Equal(any, Outcomes.Any([a, b]));
    }

    [Fact]
    public void IsPassedBy_WhenUnitsDiffer_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new Threshold(Measure.Months(6), Comparator.AtLeast).IsPassedBy(Measure.PaidDays(6)));
}

namespace Mesh.Statutes.Tests;

public sealed class PlacementDurationTests
{
    // Both days included: 1.2.–30.4. is three months. Month ends go to the month's last day (GEN-TIME-1): from 30.11. three months
    // end before 29.2.2024, or 28.2.2023.
    [Theory]
    [InlineData("2024-02-01", "2024-04-29", true)]
    [InlineData("2024-02-01", "2024-04-30", false)]
    [InlineData("2024-02-01", "2024-05-01", false)]
    [InlineData("2024-01-22", "2024-04-20", true)]
    [InlineData("2024-01-22", "2024-04-21", false)]
    [InlineData("2024-01-22", "2024-04-22", false)]
    [InlineData("2023-11-30", "2024-02-27", true)]
    [InlineData("2023-11-30", "2024-02-28", false)]
    [InlineData("2023-11-30", "2024-02-29", false)]
    [InlineData("2022-11-30", "2023-02-26", true)]
    [InlineData("2022-11-30", "2023-02-27", false)]
    [InlineData("2022-11-30", "2023-02-28", false)]
    [InlineData("2024-02-29", "2024-05-27", true)]
    [InlineData("2024-02-29", "2024-05-28", false)]
    [InlineData("2024-02-29", "2024-05-29", false)]
    [InlineData("2024-01-22", "2024-01-22", true)]
    public void Decide_WhenThePeriodIsAboutThreeMonths_RefusesTheShorter(string first, string last, bool refused) =>
        Assert.Equal(refused ? [PlacementRules.PeriodTooShort] : [], Period(first, last).Codes());

    [Theory]
    [InlineData("2024-01-01", "2025-12-30", false)]
    [InlineData("2024-01-01", "2025-12-31", false)]
    [InlineData("2024-01-01", "2026-01-01", true)]
    [InlineData("2024-02-29", "2026-02-26", false)]
    [InlineData("2024-02-29", "2026-02-27", false)]
    [InlineData("2024-02-29", "2026-02-28", true)]
    [InlineData("2022-02-28", "2024-02-26", false)]
    [InlineData("2022-02-28", "2024-02-27", false)]
    [InlineData("2022-02-28", "2024-02-28", true)]
    public void Decide_WhenThePeriodIsAboutTwentyFourMonths_RefusesTheLonger(string first, string last, bool refused) =>
        Assert.Equal(refused ? [PlacementRules.PeriodTooLong] : [], Period(first, last).Codes());

    [Fact]
    public void Decide_WhenThePeriodEndsBeforeItBegins_SaysThatAlone()
    {
        DateOnly day = new(2024, 1, 22);

        Assert.Equal([PlacementRules.EndsBeforeStart], Placements.Over(day, day.AddDays(-1)).Codes());
        Assert.Equal([PlacementRules.EndsBeforeStart], Placements.Over(DateOnly.MaxValue, DateOnly.MinValue).Codes());
    }

    [Fact]
    public void Decide_WhenThePeriodLiesAtTheEndOfTheCalendar_IsJudgedLikeAnyOther()
    {
        Assert.Equal([PlacementRules.PeriodTooShort], Placements.Over(DateOnly.MaxValue, DateOnly.MaxValue).Codes());
        Assert.Equal([PlacementRules.PeriodTooLong], Placements.Over(new(2024, 1, 1), DateOnly.MaxValue).Codes());
        Assert.Empty(Placements.Over(new(9999, 9, 30), DateOnly.MaxValue).Codes());
    }

    [Theory]
    [InlineData(int.MinValue, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Decide_WhenDaysAWeekVary_AcceptsOneToFour(int days, bool refused) =>
        Assert.Equal(refused ? [PlacementRules.DaysOutOfRange] : [], (Placements.Eetu with { DaysPerWeek = days, HoursPerDay = 4 }).Codes());

    [Theory]
    [InlineData(int.MinValue, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(7, false)]
    [InlineData(8, false)]
    [InlineData(9, true)]
    public void Decide_WhenHoursADayVary_AcceptsFourToEight(int hours, bool refused) =>
        Assert.Equal(refused ? [PlacementRules.HoursOutOfRange] : [], (Placements.Eetu with { DaysPerWeek = 1, HoursPerDay = hours }).Codes());

    [Fact]
    public void Decide_WhenTheWeekPasses32Hours_SaysSoBesideDaysOrHours()
    {
        Assert.Empty(Week(4, 8));
        Assert.Equal([PlacementRules.DaysOutOfRange, PlacementRules.WeekTooLong], Week(5, 7));
        Assert.Equal([PlacementRules.HoursOutOfRange, PlacementRules.WeekTooLong], Week(3, 11));
        Assert.Equal([PlacementRules.HoursOutOfRange], Week(2, 16));
        Assert.Equal([PlacementRules.DaysOutOfRange, PlacementRules.HoursOutOfRange, PlacementRules.WeekTooLong], Week(int.MaxValue, int.MaxValue));

        static string[] Week(int days, int hours) => (Placements.Eetu with { DaysPerWeek = days, HoursPerDay = hours }).Codes();
    }

    [Fact]
    public void Decide_WhenTheRegionSetsItsOwnLimits_GoesByThemAndSaysThatTheyAreNoLaw()
    {
        PlacementLimits own = new(1, 6, 2, 5, 3, 6, 24);
        var facts = Placements.Eetu with { Limits = own, LastDay = new(2024, 2, 21), DaysPerWeek = 5, HoursPerDay = 4 };

        Assert.Empty(facts.Codes());
        Assert.Equal([PlacementRules.PeriodTooShort], (facts with { LastDay = new(2024, 2, 20) }).Codes());
        Assert.Equal([PlacementRules.PeriodTooLong], (facts with { LastDay = new(2024, 7, 22) }).Codes());
        Assert.Equal([PlacementRules.DaysOutOfRange], (facts with { DaysPerWeek = 1 }).Codes());
        Assert.Equal([PlacementRules.HoursOutOfRange], (facts with { DaysPerWeek = 2, HoursPerDay = 7 }).Codes());
        Assert.Equal([PlacementRules.WeekTooLong], (facts with { HoursPerDay = 5 }).Codes());
        Assert.True((facts with { DaysPerWeek = 1 }).Decide().IsUnverified);
        Assert.False((Placements.Eetu with { DaysPerWeek = 5 }).Decide().IsUnverified);
    }

    [Fact]
    public void Default_WhenThePlacementNamesNoLimits_IsThreeTo24MonthsOneToFourDaysFourToEightHoursAnd32InAWeek()
    {
        Assert.Equal(new PlacementLimits(3, 24, 1, 4, 4, 8, 32), PlacementLimits.Default.On(new(2023, 1, 1)).Value);
        Assert.Null(Placements.Eetu.Limits);
    }

    private static PlacementFacts Period(string first, string last) => Placements.Over(DateOnly.Parse(first, null), DateOnly.Parse(last, null));
}

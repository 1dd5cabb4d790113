namespace Mesh.Statutes.Tests;

/// <summary>SC1, row by row.</summary>
public sealed class AinoScenarioTests
{
    [Theory]
    [InlineData("2023-11-09", 179, Outcome.NotMet, Outcome.NotMet)]
    [InlineData("2023-11-10", 180, Outcome.Met, Outcome.NotMet)]
    [InlineData("2023-11-11", 180, Outcome.Met, Outcome.NotMet)]
    [InlineData("2023-11-12", 180, Outcome.Met, Outcome.NotMet)]
    [InlineData("2023-11-13", 181, Outcome.Met, Outcome.Met)]
    public void Evaluate_WhenAinoIsAsked_CountsAndDecidesAsScenarioSays(string asOf, int count, Outcome statute, Outcome report)
    {
        var rule = People.Aino().Assess("AKT-ELIG-U25-1", DateOnly.Parse(asOf, null));

        Assert.Equal(statute, rule.Statute.Outcome);
        Assert.Equal(report, rule.Report.Outcome);
        Assert.Equal(statute != report, rule.BoundaryReasons.Contains(BoundaryReason.Profiles));
        Assert.All([rule.Statute, rule.Report], o => Assert.Equal(count, Days(o).Actual.Value.Value));
    }

    [Fact]
    public void Evaluate_WhenAinoHas180Days_CarriesTheWholeEvidence()
    {
        var outcome = ActivationPlanEligibility.Evaluate(People.Aino(), new(2023, 11, 10));
        var rule = outcome.Rule("AKT-ELIG-U25-1");
        var days = Days(rule.Report);

        Assert.True(outcome.BoundaryDiscrepancy);
        Assert.Equal(["AKT-ELIG-U25-1"], outcome.Statute.RuleIdsMet);
        Assert.Empty(outcome.Report.RuleIdsMet);
        Assert.Equal(DecidingAuthority.LabourAuthority, rule.LaunchedBy);
        Assert.Equal("2023-01-01", days.RuleVersion);
        Assert.Equal(Measure.PaidDays(180), days.Threshold.Value);
        Assert.Equal(Comparator.MoreThan, days.Comparator);
        Assert.Equal(Comparator.AtLeast, Days(rule.Statute).Comparator);
        Assert.Equal(new CountedWindow(new(2022, 11, 11), new(2023, 11, 10)), days.Window);
        Assert.Equal(Certainty.Source, days.Citation.Certainty);
        Assert.Equal("§ 3.1(1)", Days(rule.Statute).Citation.Section);
        Assert.Equal(["AGE", "LABOUR_MARKET_SUBSIDY_DAYS", "EMPLOYMENT_PLAN_MADE"], rule.Report.Criteria.Select(c => c.Name));
        Assert.False(rule.Statute.IsUnverified);
    }

    [Fact]
    public void Evaluate_WhenOnlyDisclosedCountsAreGiven_AgreesWithTheDays()
    {
        var withDays = People.Aino();
        DateOnly asOf = new(2023, 11, 13);
        var ask = CountsToAsk.For(withDays with { BenefitDays = DisclosedCounts.Nothing }, asOf);
        DisclosedCounts answer = new(
            ask.Counts.Select(q => new DisclosedCount(q.Benefit, q.Window, withDays.BenefitDays.Count(q.Benefit, q.Window).Value)),
            ask.Spells.Select(q => new DisclosedSpell(q.Benefit, q.AsOf, withDays.BenefitDays.LongestUnbrokenMonths(q.Benefit, q.AsOf).Value)));

        var rule = (withDays with { BenefitDays = answer }).Assess("AKT-ELIG-U25-1", asOf);

        // The rolling window and the calendar-month reading; nothing of the rules for 25 and over.
        Assert.Equal(2, ask.Counts.Count);
        Assert.DoesNotContain(ask.Counts, q => q.Window.First is null);
        Assert.Equal(withDays.Assess("AKT-ELIG-U25-1", asOf).Statute.Criteria, rule.Statute.Criteria);
        Assert.Equal(Outcome.Met, rule.Report.Outcome);
    }

    [Fact]
    public void Evaluate_WhenOnly181DaysByRollingWindow_NamesTheCalendarMonthReadingAsReason()
    {
        var rule = People.Aino().Assess("AKT-ELIG-U25-1", new(2023, 11, 13));

        // Ended months only: 6.3.–31.10.2023 is 172 paid days, so the reading beside it (A2) is not met.
        Assert.Equal([BoundaryReason.CalendarMonths], rule.BoundaryReasons);
        Assert.Equal(172, Days(rule.StatuteByCalendarMonths!).Actual.Value.Value);
        Assert.Equal(new CountedWindow(new(2022, 11, 1), new(2023, 10, 31)), Days(rule.StatuteByCalendarMonths!).Window);
        Assert.True(rule.Launches(Profile.Report));
    }

    [Fact]
    public void After_WhenPlanTakesEffectOnAinosDay_IsDueOnLeapDay()
    {
        var first = ReviewSchedule.After(new(2023, 11, 30));

        Assert.Equal(new Deadline(new(2024, 2, 29), new(2024, 2, 29)), first);
        Assert.Equal(0, first.DaysOverdue(new(2024, 2, 29)));
        Assert.Equal(new DateOnly(2024, 5, 29), ReviewSchedule.After(new(2024, 2, 29)).DueDate);
    }

    [Fact]
    public void After_WhenReviewIsHeldADayLate_IsOverdueByOneAndCountsFromTheReview()
    {
        Assert.Equal(1, ReviewSchedule.After(new(2023, 11, 30)).DaysOverdue(new(2024, 3, 1)));

        var next = ReviewSchedule.After(new(2024, 3, 1));

        Assert.Equal(new Deadline(new(2024, 6, 1), new(2024, 6, 3)), next);
        Assert.False(next.IsOverdue(new(2024, 6, 3)));
        Assert.Equal(1, next.DaysOverdue(new(2024, 6, 4)));
    }

    private static Criterion Days(RuleOutcome outcome) => outcome.Criteria.Single(c => c.Name == CriterionNames.LabourMarketSubsidyDays);
}

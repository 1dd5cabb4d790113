namespace Mesh.Statutes.Tests;

public sealed class AssistanceAndAllowanceTests
{
    private static readonly DateOnly EetuBorn = new(1988, 9, 3);

    [Theory]
    [InlineData("2023-11-29", 11, Outcome.NotMet)]
    [InlineData("2023-11-30", 11, Outcome.NotMet)]
    [InlineData("2023-12-01", 12, Outcome.Met)]
    [InlineData("2023-12-02", 12, Outcome.Met)]
    public void Evaluate_WhenEetusMonthsEnd_CountsThemFromTheDayAfter(string asOf, int months, Outcome expected)
    {
        var rule = Eetu().Assess("AKT-ELIG-O25-3", DateOnly.Parse(asOf, null));

        Assert.All([rule.Statute, rule.Report], o =>
        {
            Assert.Equal(months, o.Criteria[1].Actual.Value.Value);
            Assert.Equal(expected, o.Criteria[1].Outcome);
            Assert.Equal(expected, o.Outcome);
        });
        Assert.Equal(DecidingAuthority.SocialCare, rule.LaunchedBy);
    }

    [Fact]
    public void Evaluate_WhenEetuHasNoPlanYet_IsNotMetUntilItIsMade()
    {
        var facts = Eetu() with { EmploymentPlanMadeOn = Fact.Known(new DateOnly(2023, 12, 18)) };

        Assert.Equal(Outcome.NotMet, facts.Assess("AKT-ELIG-O25-3", new(2023, 12, 17)).Statute.Outcome);
        Assert.Equal(Outcome.Met, facts.Assess("AKT-ELIG-O25-3", new(2023, 12, 18)).Statute.Outcome);
    }

    [Theory]
    [InlineData(3, Outcome.NotMet)]
    [InlineData(4, Outcome.Met)]
    [InlineData(5, Outcome.Met)]
    public void Evaluate_WhenYoungPersonHasMonthsOfAssistance_NeedsFour(int months, Outcome expected)
    {
        var rule = YoungOnAssistance(months).Assess("AKT-ELIG-U25-3", new(2024, 3, 1));

        Assert.Equal(expected, rule.Statute.Outcome);
        Assert.Equal(expected, rule.Report.Outcome);
    }

    [Fact]
    public void Evaluate_WhenAMonthIsMissingInBetween_StartsCountingAgain()
    {
        DateOnly[] months = [new(2023, 10, 1), new(2023, 11, 1), new(2024, 1, 1), new(2024, 2, 1)];
        var facts = YoungOnAssistance(0) with { SocialAssistanceMonths = Fact.Known(AssistanceMonths.Read(months).Value) };

        Assert.Equal(2, facts.Assess("AKT-ELIG-U25-3", new(2024, 3, 1)).Statute.Criteria[1].Actual.Value.Value);
    }

    [Fact]
    public void Evaluate_WhenMainLivelihoodIsUnknown_IsUnknownNotNo()
    {
        var facts = YoungOnAssistance(4) with { SocialAssistanceIsMainLivelihood = default };
        var rule = facts.Assess("AKT-ELIG-U25-3", new(2024, 3, 1));

        Assert.Equal(Outcome.Unknown, rule.Statute.Outcome);
        Assert.Equal([FactNames.SocialAssistanceIsMainLivelihood], rule.Statute.MissingFacts);
        Assert.Equal(
            Outcome.NotMet,
            (facts with { SocialAssistanceIsMainLivelihood = Fact.Known(false) }).Assess("AKT-ELIG-U25-3", new(2024, 3, 1)).Statute.Outcome);
    }

    [Fact]
    public void Evaluate_WhenInterviewIsOnlyBooked_IsNotMet()
    {
        var facts = YoungOnAssistance(4) with
        {
            InterviewHeldOn = Fact.KnownNone<DateOnly>(), InterviewBookedFor = Fact.Known(new DateOnly(2024, 2, 1)),
        };

        Assert.Equal(Outcome.NotMet, facts.Assess("AKT-ELIG-U25-3", new(2024, 3, 1)).Statute.Outcome);
    }

    [Fact]
    public void Evaluate_WhenInterviewIsHeldOnTheDay_IsMetFromThatDay()
    {
        var facts = YoungOnAssistance(6) with { InterviewHeldOn = Fact.Known(new DateOnly(2024, 3, 15)) };

        Assert.Equal(Outcome.NotMet, facts.Assess("AKT-ELIG-U25-3", new(2024, 3, 14)).Statute.Outcome);
        Assert.Equal(Outcome.Met, facts.Assess("AKT-ELIG-U25-3", new(2024, 3, 15)).Statute.Outcome);
    }

    [Theory]
    [InlineData("2023-09-05", 5, Outcome.NotMet)]
    [InlineData("2023-09-06", 6, Outcome.Met)]
    [InlineData("2023-09-07", 6, Outcome.Met)]
    public void Evaluate_WhenSixMonthsOfAllowanceFillUp_OnlyReportIsMetAndNothingLaunches(string asOf, int months, Outcome report)
    {
        var facts = YoungOnAllowance(Fact.KnownNone<DateOnly>());
        var rule = facts.Assess("AKT-ELIG-U25-2", DateOnly.Parse(asOf, null));

        Assert.Equal(months, rule.Report.Criteria[1].Actual.Value.Value);
        Assert.Equal(report, rule.Report.Outcome);
        Assert.Equal(Outcome.NotMet, rule.Statute.Outcome);
        Assert.Equal(report == Outcome.Met, rule.BoundaryDiscrepancy);
        Assert.False(rule.Launches(Profile.Report));
        Assert.False(rule.Launches(Profile.Statute));
    }

    [Theory]
    [InlineData("2023-10-01", Outcome.NotMet)]
    [InlineData("2023-10-02", Outcome.Met)]
    [InlineData("2023-10-03", Outcome.Met)]
    public void Evaluate_WhenTheFlagSaysMaximumReached_StatuteDecidesByItsDay(string asOf, Outcome statute)
    {
        var rule = YoungOnAllowance(Fact.Known(new DateOnly(2023, 10, 2))).Assess("AKT-ELIG-U25-2", DateOnly.Parse(asOf, null));

        Assert.Equal(statute, rule.Statute.Outcome);
        Assert.Equal(statute == Outcome.Met, rule.Launches(Profile.Statute));
        Assert.Equal(statute == Outcome.Met, rule.Launches(Profile.Report));
    }

    [Fact]
    public void Evaluate_WhenTheFlagIsUnknown_StatuteIsUnknownAndSixMonthsShowTheCase()
    {
        var rule = YoungOnAllowance(default).Assess("AKT-ELIG-U25-2", new(2023, 9, 6));

        Assert.Equal(Outcome.Unknown, rule.Statute.Outcome);
        Assert.Equal([FactNames.AllowanceMaximumReachedOn], rule.Statute.MissingFacts);
        Assert.True(rule.BoundaryDiscrepancy);
        Assert.False(rule.Launches(Profile.Report));
    }

    [Fact]
    public void LongestUnbrokenMonths_WhenAWeekdayIsMissing_StartsAgainButKeepsTheLongest()
    {
        var days = People.Weekdays(new(2023, 1, 2), new(2023, 12, 29)).Where(d => d != new DateOnly(2023, 5, 17)).ToArray();

        // 2.1.–16.5. is four months; 18.5. begins anew.
        Assert.Equal(4, Months(new(2023, 5, 31)));
        Assert.Equal(4, Months(new(2023, 10, 17)));
        Assert.Equal(5, Months(new(2023, 10, 18)));

        int Months(DateOnly asOf) => People.Allowance(days).LongestUnbrokenMonths(Benefit.UnemploymentDailyAllowance, asOf).Value;
    }

    [Fact]
    public void LongestUnbrokenMonths_WhenTheDayFallsOnASunday_RunsOnThroughTheWeekend()
    {
        // 10.3.2023 + 6 months = Sunday 10.9.2023; the last paid day is the Friday before.
        var days = People.Allowance(People.Weekdays(new(2023, 3, 10), new(2023, 9, 8)));

        Assert.Equal(5, days.LongestUnbrokenMonths(Benefit.UnemploymentDailyAllowance, new(2023, 9, 9)).Value);
        Assert.Equal(6, days.LongestUnbrokenMonths(Benefit.UnemploymentDailyAllowance, new(2023, 9, 10)).Value);
    }

    private static ActivationPlanFacts Eetu() => new()
    {
        BirthDate = EetuBorn,
        BenefitDays = PaidDays.None,
        SocialAssistanceMonths = Fact.Known(People.Months(new(2022, 12, 1), 12)),
        SocialAssistanceIsMainLivelihood = Fact.Known(true),
        EmploymentPlanMadeOn = People.PlanLongAgo,
    };

    private static ActivationPlanFacts YoungOnAssistance(int months) => new()
    {
        BirthDate = People.Young,
        SocialAssistanceMonths = Fact.Known(AssistanceMonths.LastEnded(months, new(2024, 3, 1))),
        SocialAssistanceIsMainLivelihood = Fact.Known(true),
        InterviewHeldOn = People.PlanLongAgo,
    };

    private static ActivationPlanFacts YoungOnAllowance(Fact<DateOnly> maximumReached) => new()
    {
        BirthDate = People.Young,
        BenefitDays = People.Allowance(People.Weekdays(new(2023, 3, 6), new(2023, 12, 29))),
        AllowanceMaximumReachedOn = maximumReached,
        EmploymentPlanMadeOn = People.PlanLongAgo,
    };
}

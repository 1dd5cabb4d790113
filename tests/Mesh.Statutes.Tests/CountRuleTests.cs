namespace Mesh.Statutes.Tests;

public sealed class CountRuleTests
{
    private static readonly DateOnly AsOf = new(2024, 6, 14);

    [Theory]
    [InlineData("AKT-ELIG-U25-1", 179, Outcome.NotMet, Outcome.NotMet)]
    [InlineData("AKT-ELIG-U25-1", 180, Outcome.Met, Outcome.NotMet)]
    [InlineData("AKT-ELIG-U25-1", 181, Outcome.Met, Outcome.Met)]
    [InlineData("AKT-ELIG-O25-1", 499, Outcome.NotMet, Outcome.NotMet)]
    [InlineData("AKT-ELIG-O25-1", 500, Outcome.Met, Outcome.NotMet)]
    [InlineData("AKT-ELIG-O25-1", 501, Outcome.Met, Outcome.Met)]
    [InlineData("AKT-ELIG-O25-2", 179, Outcome.NotMet, Outcome.NotMet)]
    [InlineData("AKT-ELIG-O25-2", 180, Outcome.Met, Outcome.NotMet)]
    [InlineData("AKT-ELIG-O25-2", 181, Outcome.Met, Outcome.Met)]
    public void Evaluate_WhenCountIsAroundTheThreshold_DecidesByEachProfile(string ruleId, int days, Outcome statute, Outcome report)
    {
        var rule = Facts(ruleId, days).Assess(ruleId, AsOf);

        Assert.Equal(statute, rule.Statute.Outcome);
        Assert.Equal(report, rule.Report.Outcome);
        Assert.Equal(statute != report, rule.BoundaryDiscrepancy);
        Assert.Equal(report == Outcome.Met, rule.Launches(Profile.Report));
        Assert.Equal(statute == Outcome.Met, rule.Launches(Profile.Statute));
    }

    [Theory]
    [InlineData("2023-06-14", 0)]
    [InlineData("2023-06-15", 1)]
    [InlineData("2024-06-14", 1)]
    [InlineData("2024-06-15", 0)]
    public void Evaluate_WhenOneDayLiesAtTheWindowsEdge_CountsItOnlyInside(string paid, int expected)
    {
        var facts = new ActivationPlanFacts
        {
            BirthDate = People.Young, BenefitDays = People.Subsidy([DateOnly.Parse(paid, null)]), EmploymentPlanMadeOn = People.PlanLongAgo,
        };

        var days = facts.Assess("AKT-ELIG-U25-1", AsOf).Statute.Criteria.Single(c => c.Name == CriterionNames.LabourMarketSubsidyDays);

        Assert.Equal(expected, days.Actual.Value.Value);
    }

    [Fact]
    public void Evaluate_WhenDaysAreOlderThanAYear_CountsThemForLifetimeOnly()
    {
        var facts = Facts("AKT-ELIG-O25-1", 0) with { BenefitDays = People.SubsidyEnding(new(2015, 6, 15), 501) };

        Assert.Equal(Outcome.Met, facts.Assess("AKT-ELIG-O25-1", AsOf).Report.Outcome);
        Assert.Null(facts.Assess("AKT-ELIG-O25-1", AsOf).Report.Criteria[1].Window!.Value.First);
    }

    [Theory]
    [InlineData("2023-09-29", 181)]
    [InlineData("2023-10-02", 180)]
    [InlineData("2023-10-03", 179)]
    public void Evaluate_WhenAllowancePeriodEnds_CountsOnlyLaterDays(string ended, int expected)
    {
        // Subsidy every weekday 2.10.2023–10.6.2024 is 181 days; a day of the period's last day is not "after" it.
        DateOnly asOf = new(2024, 6, 10);
        var facts = Facts("AKT-ELIG-O25-2", 0) with
        {
            BenefitDays = People.Subsidy(People.Weekdays(new(2023, 10, 2), asOf)),
            AllowancePeriodEndedOn = Fact.Known(DateOnly.Parse(ended, null)),
        };

        Assert.Equal(expected, facts.Assess("AKT-ELIG-O25-2", asOf).Statute.Criteria[1].Actual.Value.Value);
    }

    [Fact]
    public void Evaluate_WhenAllowancePeriodIsUnknownNoneOrFuture_NeverGuesses()
    {
        var facts = Facts("AKT-ELIG-O25-2", 300);
        var unknown = (facts with { AllowancePeriodEndedOn = default }).Assess("AKT-ELIG-O25-2", AsOf).Statute;

        Assert.Equal(Outcome.Unknown, unknown.Outcome);
        Assert.Equal([FactNames.AllowancePeriodEndedOn], unknown.MissingFacts);
        Assert.Equal(
            Outcome.NotMet,
            (facts with { AllowancePeriodEndedOn = Fact.KnownNone<DateOnly>() }).Assess("AKT-ELIG-O25-2", AsOf).Statute.Outcome);
        Assert.Equal(
            Outcome.NotMet,
            (facts with { AllowancePeriodEndedOn = Fact.Known(AsOf) }).Assess("AKT-ELIG-O25-2", AsOf).Statute.Outcome);
    }

    [Fact]
    public void Evaluate_WhenDaysWereWithheld_IsUnknownAndNamesThem()
    {
        var facts = Facts("AKT-ELIG-U25-1", 0) with { BenefitDays = DisclosedCounts.Nothing };
        var rule = facts.Assess("AKT-ELIG-U25-1", AsOf);

        Assert.Equal(Outcome.Unknown, rule.Statute.Outcome);
        Assert.Equal([FactNames.LabourMarketSubsidyDays], rule.Statute.MissingFacts);
        Assert.False(rule.Launches(Profile.Statute));
        Assert.False(rule.BoundaryDiscrepancy);
    }

    [Theory]
    [InlineData(FactState.Unknown, null, Outcome.Unknown)]
    [InlineData(FactState.KnownNone, null, Outcome.NotMet)]
    [InlineData(FactState.Known, "2024-06-13", Outcome.Met)]
    [InlineData(FactState.Known, "2024-06-14", Outcome.Met)]
    [InlineData(FactState.Known, "2024-06-15", Outcome.NotMet)]
    public void Evaluate_WhenEmploymentPlanVaries_FollowsWhatIsKnownOfIt(FactState state, string? day, Outcome expected)
    {
        var plan = state switch
        {
            FactState.Known => Fact.Known(DateOnly.Parse(day!, null)),
            FactState.KnownNone => Fact.KnownNone<DateOnly>(),
            _ => Fact.Unknown<DateOnly>(),
        };

        foreach (var ruleId in (string[])["AKT-ELIG-U25-1", "AKT-ELIG-O25-1", "AKT-ELIG-O25-2"])
        {
            var rule = (Facts(ruleId, 501) with { EmploymentPlanMadeOn = plan }).Assess(ruleId, AsOf);

            Assert.Equal(expected, rule.Statute.Outcome);
            Assert.Equal(expected, rule.Report.Outcome);
        }
    }

    private static ActivationPlanFacts Facts(string ruleId, int days) => new()
    {
        BirthDate = ruleId.Contains("U25", StringComparison.Ordinal) ? People.Young : People.Old,

        // Placed in the twelve ended months, so that both readings of the window agree and only the comparator decides.
        BenefitDays = People.SubsidyEnding(new(2024, 5, 31), days),
        AllowancePeriodEndedOn = Fact.Known(new DateOnly(2021, 1, 1)),
        EmploymentPlanMadeOn = People.PlanLongAgo,
    };
}

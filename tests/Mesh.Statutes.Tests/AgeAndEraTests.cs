namespace Mesh.Statutes.Tests;

public sealed class AgeAndEraTests
{
    [Theory]
    [InlineData("2024-03-14", Outcome.Met, Outcome.NotMet)]
    [InlineData("2024-03-15", Outcome.NotMet, Outcome.Met)]
    [InlineData("2024-03-16", Outcome.NotMet, Outcome.Met)]
    public void Evaluate_WhenThePersonTurns25_MovesFromOneGroupToTheOther(string asOf, Outcome under, Outcome from)
    {
        var outcome = ActivationPlanEligibility.Evaluate(Everything(new(1999, 3, 15)), DateOnly.Parse(asOf, null));

        foreach (var profile in Enum.GetValues<Profile>())
        {
            Assert.All(outcome.Rules.Where(r => r.RuleId.Contains("U25", StringComparison.Ordinal)), r => Assert.Equal(under, r.Of(profile).Criteria[0].Outcome));
            Assert.All(outcome.Rules.Where(r => r.RuleId.Contains("O25", StringComparison.Ordinal)), r => Assert.Equal(from, r.Of(profile).Criteria[0].Outcome));
        }
    }

    [Theory]
    [InlineData("2000-02-29", "2025-02-27", 24)]
    [InlineData("2000-02-29", "2025-02-28", 25)]
    [InlineData("2000-02-29", "2025-03-01", 25)]
    [InlineData("2000-02-29", "2024-02-28", 23)]
    [InlineData("2000-02-29", "2024-02-29", 24)]
    [InlineData("2000-12-31", "2001-12-30", 0)]
    [InlineData("2000-12-31", "2001-12-31", 1)]
    [InlineData("2000-12-31", "2000-12-31", 0)]
    public void AgeOn_WhenBirthdaysIncludeLeapDays_CountsCompletedYears(string born, string asOf, int expected) =>
        Assert.Equal(expected, CivilTime.AgeOn(DateOnly.Parse(born, null), DateOnly.Parse(asOf, null)));

    [Fact]
    public void Evaluate_WhenA40YearOldHas180Days_RaisesNoBoundaryOfTheYoungRules()
    {
        var facts = new ActivationPlanFacts
        {
            BirthDate = People.Old, BenefitDays = People.SubsidyEnding(new(2024, 5, 31), 180), EmploymentPlanMadeOn = People.PlanLongAgo,
            AllowanceMaximumReachedOn = Fact.KnownNone<DateOnly>(), AllowancePeriodEndedOn = Fact.KnownNone<DateOnly>(),
        };

        Assert.False(ActivationPlanEligibility.Evaluate(facts, new(2024, 6, 14)).BoundaryDiscrepancy);
    }

    [Fact]
    public void Evaluate_WhenTheDateIsBefore2023_IsRefused()
    {
        var thrown = Assert.Throws<OutsideFormalisedLawException>(() => ActivationPlanEligibility.Evaluate(People.Aino(), new(2022, 12, 31)));

        Assert.Equal(new DateOnly(2023, 1, 1), thrown.FirstFormalised);
        Assert.NotNull(ActivationPlanEligibility.Evaluate(People.Aino(), new(2023, 1, 1)));
        Assert.NotNull(ActivationPlanEligibility.Evaluate(People.Aino(), new(2023, 1, 2)));
        Assert.Throws<OutsideFormalisedLawException>(() => ReviewSchedule.After(new(2022, 12, 31)));
        Assert.Equal(new DateOnly(2023, 4, 1), ReviewSchedule.After(new(2023, 1, 1)).DueDate);
    }

    [Theory]
    [InlineData("2024-12-31", "E2", false)]
    [InlineData("2025-01-01", "E3", true)]
    [InlineData("2025-01-02", "E3", true)]
    [InlineData("2025-12-31", "E3", true)]
    [InlineData("2026-01-01", "E4", true)]
    [InlineData("2026-01-02", "E4", true)]
    public void Evaluate_WhenTheEraChanges_SaysWhetherItsLawWasRead(string asOf, string era, bool unverified)
    {
        var outcome = ActivationPlanEligibility.Evaluate(Everything(People.Old), DateOnly.Parse(asOf, null));

        Assert.Equal(era, outcome.Era.Id);
        Assert.Equal(unverified, outcome.IsUnverified);
        Assert.All(outcome.Rules, r => Assert.Equal(unverified, r.Statute.IsUnverified));
    }

    [Theory]
    [InlineData("2025-12-31", true)]
    [InlineData("2026-01-01", false)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-11-20", false)]
    public void Evaluate_WhenE4Begins_EndsTheRulesOfBenefitRecipientsOnly(string asOf, bool inForce)
    {
        var outcome = ActivationPlanEligibility.Evaluate(Everything(People.Old), DateOnly.Parse(asOf, null));

        foreach (var profile in Enum.GetValues<Profile>())
        {
            Assert.Equal(inForce, outcome.Of(profile).RuleIdsMet.Contains("AKT-ELIG-O25-1"));
            Assert.Equal(inForce, outcome.Of(profile).RuleIdsMet.Contains("AKT-ELIG-O25-2"));
            Assert.Contains("AKT-ELIG-O25-3", outcome.Of(profile).RuleIdsMet);
            var first = outcome.Rule("AKT-ELIG-O25-1").Of(profile).Criteria[0];
            Assert.Equal(!inForce, first.Name == CriterionNames.RuleInForce && first.Citation.Certainty == Certainty.Unsure);
        }
    }

    [Theory]
    [InlineData("2025-12-31", Outcome.Met)]
    [InlineData("2026-01-01", Outcome.NotMet)]
    public void Evaluate_WhenE4Begins_EndsTheYoungRulesToo(string asOf, Outcome expected)
    {
        var outcome = ActivationPlanEligibility.Evaluate(Everything(People.Young), DateOnly.Parse(asOf, null));

        Assert.Equal(expected, outcome.Rule("AKT-ELIG-U25-1").Statute.Outcome);
        Assert.Equal(expected, outcome.Rule("AKT-ELIG-U25-2").Statute.Outcome);
        Assert.Equal(Outcome.Met, outcome.Rule("AKT-ELIG-U25-3").Statute.Outcome);
    }

    [Fact]
    public void On_WhenAnyDateFrom2023IsAsked_FindsExactlyOneEraAndVersion()
    {
        for (var day = new DateOnly(2023, 1, 1); day < new DateOnly(2028, 1, 1); day = day.AddDays(1))
        {
            Assert.Equal(Era.On(day), Assert.Single(Era.All, e => e.From <= day && (e.To is null || day <= e.To)));
            foreach (var rule in ActivationPlanEligibility.Rules)
            {
                Assert.Equal(Era.On(day), RuleVersion.On(rule.Id, rule.Versions, day).Era);
            }
        }
    }

    [Fact]
    public void Evaluate_WhenFactsPrecedeBirth_RefusesThemWithEveryViolation()
    {
        var facts = People.Aino() with
        {
            BirthDate = new(2023, 10, 1), InterviewHeldOn = Fact.Known(new DateOnly(2023, 9, 30)), InterviewBookedFor = Fact.Known(new DateOnly(2023, 10, 1)),
        };

        var thrown = Assert.Throws<ContradictoryFactsException>(() => ActivationPlanEligibility.Evaluate(facts, new(2023, 11, 10)));

        Assert.Equal(
            [FactNames.LabourMarketSubsidyDays, FactNames.EmploymentPlanMadeOn, FactNames.InterviewHeldOn],
            thrown.Violations.Select(v => v.Fact));
        Assert.DoesNotContain("2023", thrown.Message, StringComparison.Ordinal);
    }

    private static ActivationPlanFacts Everything(DateOnly born) => new()
    {
        BirthDate = born,
        BenefitDays = People.Subsidy(People.Weekdays(new(2023, 1, 2), new(2026, 12, 31))),
        AllowanceMaximumReachedOn = Fact.Known(new DateOnly(2022, 12, 30)),
        AllowancePeriodEndedOn = Fact.Known(new DateOnly(2022, 12, 30)),
        SocialAssistanceMonths = Fact.Known(People.Months(new(2022, 1, 1), 60)),
        SocialAssistanceIsMainLivelihood = Fact.Known(true),
        EmploymentPlanMadeOn = Fact.Known(new DateOnly(2022, 12, 30)),
        InterviewHeldOn = Fact.Known(new DateOnly(2022, 12, 30)),
    };
}

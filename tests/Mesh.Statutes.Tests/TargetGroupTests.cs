using CsCheck;

namespace Mesh.Statutes.Tests;

public sealed class TargetGroupTests
{
    private static readonly Gen<DateOnly> E2Day = Gen.Int[0, 730].Select(n => new DateOnly(2023, 1, 1).AddDays(n));

    // Month ends and the leap day: the month is full on the last day where there is no day of the same number.
    [Theory]
    [InlineData("2023-08-31", "2024-02-28", "2024-02-29")]
    [InlineData("2023-08-29", "2024-02-28", "2024-02-29")]
    [InlineData("2022-08-31", "2023-02-27", "2023-02-28")]
    [InlineData("2023-03-15", "2023-09-14", "2023-09-15")]
    public void Evaluate_WhenSixMonthsOfUnemploymentGetFull_MeetsTg2OnTheDay(string since, string before, string on)
    {
        var facts = new TargetGroupFacts { BirthDate = People.Young, ContinuouslyUnemployedSince = Fact.Known(DateOnly.Parse(since, null)) };

        Assert.Equal(Outcome.NotMet, Tg(facts, "TYP-TG-2", DateOnly.Parse(before, null)));
        Assert.Equal(Outcome.Met, Tg(facts, "TYP-TG-2", DateOnly.Parse(on, null)));
        Assert.Equal(Outcome.Met, Tg(facts, "TYP-TG-2", DateOnly.Parse(on, null).AddDays(1)));
    }

    [Theory]
    [InlineData("1999-05-10", "2024-05-09", "2024-05-10")]
    [InlineData("1999-03-01", "2024-02-29", "2024-03-01")]
    [InlineData("2000-02-29", "2023-02-27", null)]
    public void Evaluate_WhenThe25thBirthdayComes_Tg2GivesWayToTg3(string born, string before, string? on)
    {
        var facts = new TargetGroupFacts { BirthDate = DateOnly.Parse(born, null), ContinuouslyUnemployedSince = Fact.Known(new DateOnly(2021, 1, 1)) };

        Assert.Equal((Outcome.Met, Outcome.NotMet), (Tg(facts, "TYP-TG-2", DateOnly.Parse(before, null)), Tg(facts, "TYP-TG-3", DateOnly.Parse(before, null))));
        if (on is not null)
        {
            Assert.Equal((Outcome.NotMet, Outcome.Met), (Tg(facts, "TYP-TG-2", DateOnly.Parse(on, null)), Tg(facts, "TYP-TG-3", DateOnly.Parse(on, null))));
        }
    }

    [Fact]
    public void Evaluate_WhenFactsAreMissing_IsUnknownAndNamesThem()
    {
        var young = TargetGroup.Evaluate(new() { BirthDate = People.Young }, new(2024, 3, 1));
        var notUnemployed = TargetGroup.Evaluate(
            new() { BirthDate = People.Old, BenefitDays = PaidDays.None, ContinuouslyUnemployedSince = Fact.KnownNone<DateOnly>() }, new(2024, 3, 1));

        Assert.Equal((Outcome.Unknown, Outcome.Unknown, Outcome.NotMet), (Of(young, "TYP-TG-1"), Of(young, "TYP-TG-2"), Of(young, "TYP-TG-3")));
        Assert.Equal([FactNames.LabourMarketSubsidyDays, FactNames.ContinuouslyUnemployedSince], young.MissingFacts(Profile.Statute));
        Assert.Equal(Outcome.NotMet, notUnemployed.Of(Profile.Statute));
        Assert.Empty(notUnemployed.MissingFacts(Profile.Statute));
        Assert.Empty(young.RuleIdsMet(Profile.Report));
    }

    // The spell that the register tells began later: of the day asked about it says nothing.
    [Fact]
    public void Evaluate_WhenTheSpellBeganAfterTheDay_IsUnknown() =>
        Assert.Equal(Outcome.Unknown, Tg(Helmi.Facts, "TYP-TG-3", new(2023, 6, 16)));

    [Fact]
    public void Evaluate_WhenPaidDaysAreMany_NeverComputesUnemploymentFromThem()
    {
        var facts = Helmi.Facts with { ContinuouslyUnemployedSince = default };

        Assert.Equal(Outcome.Unknown, Tg(facts, "TYP-TG-3", new(2024, 12, 31)));
    }

    // 1369/2014 ends with 2024. Its successor's thresholds were not read: the answer is unknown and says why, never the old one.
    [Fact]
    public void Evaluate_WhenTheActIsReplaced_IsUnknownUnverifiedAndSaysWhy()
    {
        var last = TargetGroup.Evaluate(Helmi.Facts, new(2024, 12, 31));

        Assert.Equal((Outcome.Met, false), (last.Of(Profile.Statute), last.IsUnverified));
        Assert.Throws<OutsideFormalisedLawException>(() => TargetGroup.Evaluate(Helmi.Facts, new(2022, 12, 31)));
        Assert.Equal(Outcome.NotMet, TargetGroup.Evaluate(Helmi.Facts with { ContinuouslyUnemployedSince = Fact.KnownNone<DateOnly>() }, new(2023, 1, 1)).Of(Profile.Statute));
        Assert.All<(DateOnly Day, Certainty Certainty)>(
            [(new(2025, 1, 1), Certainty.FromMemory), (new(2025, 12, 31), Certainty.FromMemory), (new(2026, 1, 1), Certainty.Unsure), (new(2026, 11, 20), Certainty.Unsure)],
            expected =>
            {
                var later = TargetGroup.Evaluate(Helmi.Facts, expected.Day);
                var criterion = Assert.Single(later.Rule("TYP-TG-1").Statute.Criteria);

                Assert.Equal((Outcome.Unknown, true, false), (later.Of(Profile.Statute), later.IsUnverified, later.BoundaryDiscrepancy));
                Assert.Equal(Outcome.Unknown, TargetGroup.Evaluate(new() { BirthDate = People.Young }, expected.Day).Of(Profile.Report));
                Assert.Equal((CriterionNames.SuccessorConditionsRead, "381/2023", expected.Certainty), (criterion.Name, criterion.Citation.Act, criterion.Citation.Certainty));
                Assert.Contains("other thresholds", criterion.Citation.Note, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void Evaluate_WhenFactsPrecedeBirth_RefusesThemWithEveryViolation()
    {
        var facts = Helmi.Facts with { BirthDate = new(2023, 12, 1) };

        var thrown = Assert.Throws<ContradictoryFactsException>(() => TargetGroup.Evaluate(facts, new(2024, 1, 1)));

        Assert.Equal([FactNames.LabourMarketSubsidyDays, FactNames.ContinuouslyUnemployedSince], thrown.Violations.Select(v => v.Fact));
        Assert.DoesNotContain("1990", facts.ToString() + Helmi.Facts, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_WhenUnemploymentGoesOn_NeverUnmeetsTheMonths() =>
        Gen.Select(E2Day, Gen.Int[0, 800], Gen.Int[0, 200]).Sample((asOf, back, more) =>
        {
            var facts = new TargetGroupFacts { BirthDate = People.Old, ContinuouslyUnemployedSince = Fact.Known(asOf.AddDays(-back)) };
            var longer = facts with { ContinuouslyUnemployedSince = Fact.Known(asOf.AddDays(-back - more)) };

            Assert.True(Tg(facts, "TYP-TG-3", asOf) != Outcome.Met || Tg(longer, "TYP-TG-3", asOf) == Outcome.Met);
            Assert.Equal(asOf >= asOf.AddDays(-back).AddMonths(12), Tg(facts, "TYP-TG-3", asOf) == Outcome.Met);
        });

    [Fact]
    public void Evaluate_WhenProfilesAreCompared_ReportNeverMeetsWhatStatuteDoesNot() =>
        Gen.Select(E2Day, Gen.Int[280, 320]).Sample((asOf, days) =>
        {
            var rule = TargetGroup.Evaluate(new() { BirthDate = People.Young, BenefitDays = People.SubsidyEnding(asOf, days) }, asOf).Rule("TYP-TG-1");

            Assert.True(rule.Report.Outcome != Outcome.Met || rule.Statute.Outcome == Outcome.Met);
            Assert.Equal(days == 300, rule.BoundaryDiscrepancy);
        });

    private static Outcome Tg(TargetGroupFacts facts, string ruleId, DateOnly asOf) => Of(TargetGroup.Evaluate(facts, asOf), ruleId);

    private static Outcome Of(TargetGroupOutcome outcome, string ruleId) => outcome.Rule(ruleId).Statute.Outcome;
}

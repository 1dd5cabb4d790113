namespace Mesh.Statutes.Tests;

public sealed class PaySubsidyTests
{
    private static readonly DateOnly Day = new(2024, 6, 10);

    private static readonly PaySubsidyFacts Facts = new()
    {
        Ground = Fact.Known(PaySubsidyGround.LackOfVocationalSkill),
        ContinuouslyUnemployedSince = Fact.Known(new DateOnly(2024, 5, 3)),
        EarlierWithSameEmployer = Fact.Known(false),
        Employer = Fact.Known(SubsidisedEmployer.Other),
        JobStartsOn = Fact.Known(Day),
    };

    // SC6: after 55+ support that ended on 2.5.2024, at once to a new employer.
    [Fact]
    public void Decide_WhenTheWorkplaceIsNew_MayBeGrantedAtOnce()
    {
        var outcome = PaySubsidyRules.Decide(Facts, Day);
        var rate = Assert.Single(outcome.Rates);

        Assert.Equal(PaySubsidyVerdict.MayBeGranted, outcome.Verdict);
        Assert.Equal((50, 1260, false), (rate.Percent, rate.CapEurosPerMonth, rate.IsUpTo));
        Assert.Equal(5, outcome.Duration!.Months.Value);
        Assert.Empty(outcome.Reasons);
    }

    [Theory]
    [InlineData("2022-12-31", PaySubsidyVerdict.NotSupportedEra)]
    [InlineData("2023-06-30", PaySubsidyVerdict.NotSupportedEra)]
    [InlineData("2023-07-01", PaySubsidyVerdict.MayBeGranted)]
    [InlineData("2023-07-02", PaySubsidyVerdict.MayBeGranted)]
    public void Decide_WhenDecidedAroundTheReform_AnswersTheOldEraAsAValue(string decidedOn, PaySubsidyVerdict expected)
    {
        var day = DateOnly.Parse(decidedOn, null);
        var outcome = PaySubsidyRules.Decide(Facts with { JobStartsOn = Fact.Known(day), ContinuouslyUnemployedSince = Fact.KnownNone<DateOnly>() }, day);

        Assert.Equal(expected, outcome.Verdict);
        Assert.Equal(expected == PaySubsidyVerdict.NotSupportedEra, outcome.Reasons.Contains("NOT_SUPPORTED_ERA"));
    }

    [Theory]
    [InlineData(PaySubsidyGround.LackOfVocationalSkill, 50, 1260)]
    [InlineData(PaySubsidyGround.ReducedWorkAbility, 70, 1770)]
    public void Decide_WhenThereIsAGround_GivesItsRate(PaySubsidyGround ground, int percent, int cap)
    {
        var rate = PaySubsidyRules.Decide(Facts with { Ground = Fact.Known(ground) }, Day).Rates[0];

        Assert.Equal((percent, cap), (rate.Percent, rate.CapEurosPerMonth));
    }

    [Fact]
    public void Decide_WhenTheEmployerIsAnAssociation_OffersTheWholeCostForPartOfTheHours()
    {
        var rates = PaySubsidyRules.Decide(Facts with { Employer = Fact.Known(SubsidisedEmployer.Association) }, Day).Rates;

        Assert.Equal(2, rates.Count);
        Assert.Equal((100, true, 65, 2020), (rates[1].Percent, rates[1].IsUpTo, rates[1].MostPercentOfHours!.Value, rates[1].CapEurosPerMonth));
    }

    [Theory]
    [InlineData("2023-06-09", 10)]
    [InlineData("2023-06-10", 10)]
    [InlineData("2023-06-11", 5)]
    public void Decide_WhenUnemployedTheAssumedTwelveMonths_LastsLongerAndSaysItIsUnsure(string since, int months)
    {
        var duration = SubsidyDuration.Decide(Fact.Known(DateOnly.Parse(since, null)), Day);

        Assert.Equal((months, true), (duration.Months.Value, duration.IsUnverified));
        Assert.Contains(duration.Citations, c => c.Certainty == Certainty.Unsure && c.Note!.Contains("assumed", StringComparison.Ordinal));
        Assert.Equal((Measure.Months(12), Comparator.AtLeast), (duration.Threshold.Value, duration.Threshold.Comparator));
    }

    [Fact]
    public void Decide_WhenTheCallerSetsAThreshold_GoesByItAndSaysSo()
    {
        var facts = Facts with { ContinuouslyUnemployedSince = Fact.Known(Day.AddMonths(-6)) };
        var own = PaySubsidyRules.Decide(facts, Day, new Threshold(Measure.Months(6), Comparator.AtLeast));

        Assert.Equal((5, 10), (PaySubsidyRules.Decide(facts, Day).Duration!.Months.Value, own.Duration!.Months.Value));
        Assert.Contains(SubsidyDuration.OwnThreshold, own.Duration.Citations);
        Assert.True(own.IsUnverified);
        Assert.Throws<ArgumentException>(() => SubsidyDuration.Decide(default, Day, new Threshold(Measure.Years(1), Comparator.AtLeast)));
    }

    [Fact]
    public void Decide_WhenFactsAreMissing_IsUnknownAndNamesThem()
    {
        var outcome = PaySubsidyRules.Decide(new(), Day);

        Assert.Equal(PaySubsidyVerdict.Unknown, outcome.Verdict);
        Assert.Equal(
            [
                FactNames.PaySubsidyGround, FactNames.JobStartsOn, FactNames.EarlierSubsidyWithSameEmployer, FactNames.SubsidisedEmployer,
                FactNames.ContinuouslyUnemployedSince,
            ],
            outcome.MissingFacts);
        Assert.Empty(outcome.Rates);
        Assert.False(outcome.Duration!.Months.IsKnown);
        Assert.False(SubsidyDuration.Decide(Fact.Known(Day.AddDays(1)), Day).Months.IsKnown);
        Assert.Equal("PaySubsidyFacts PAL Unknown PAL-3", $"{Facts} {outcome} {outcome.Duration}");
    }

    [Fact]
    public void Decide_WhenThereIsNoGroundOrTheJobHasStarted_IsNotMetWithEveryReason()
    {
        var facts = Facts with { Ground = Fact.KnownNone<PaySubsidyGround>(), JobStartsOn = Fact.Known(Day.AddDays(-1)), EarlierWithSameEmployer = default };
        var outcome = PaySubsidyRules.Decide(facts, Day);

        Assert.Equal(PaySubsidyVerdict.NotMet, outcome.Verdict);
        Assert.Equal([PaySubsidyRules.NoGround, PaySubsidyRules.JobStarted], outcome.Reasons);
        Assert.Empty(outcome.MissingFacts);
        Assert.Equal(PaySubsidyVerdict.MayBeGranted, PaySubsidyRules.Decide(Facts with { JobStartsOn = Fact.Known(Day.AddDays(1)) }, Day).Verdict);
        Assert.Throws<ArgumentOutOfRangeException>(() => PaySubsidyRules.Decide(Facts with { Ground = Fact.Known((PaySubsidyGround)9) }, Day));
    }

    [Fact]
    public void Decide_WhenTheEmployerHadItBefore_GoesToAPerson()
    {
        var outcome = PaySubsidyRules.Decide(Facts with { EarlierWithSameEmployer = Fact.Known(true) }, Day);

        Assert.Equal(PaySubsidyVerdict.ManualDecision, outcome.Verdict);
        Assert.Equal([PaySubsidyRules.SameEmployer], outcome.Reasons);
    }

    [Theory]
    [InlineData("2024-12-31", PaySubsidyVerdict.MayBeGranted, 2)]
    [InlineData("2025-01-01", PaySubsidyVerdict.ManualDecision, 3)]
    [InlineData("2025-01-02", PaySubsidyVerdict.ManualDecision, 3)]
    [InlineData("2026-11-20", PaySubsidyVerdict.ManualDecision, 3)]
    public void Decide_WhenTheEmployerIsMunicipal_GoesToAPersonFrom2025(string decidedOn, PaySubsidyVerdict expected, int citations)
    {
        var day = DateOnly.Parse(decidedOn, null);
        var facts = Facts with { JobStartsOn = Fact.Known(day) };
        var municipal = PaySubsidyRules.Decide(facts with { Employer = Fact.Known(SubsidisedEmployer.Municipal) }, day);

        Assert.Equal((expected, citations), (municipal.Verdict, municipal.Citations.Count));
        Assert.Equal(PaySubsidyVerdict.MayBeGranted, PaySubsidyRules.Decide(facts, day).Verdict);
        Assert.Equal(citations == 3, municipal.Citations.Any(c => c.IsUnverified));
        Assert.Equal(citations == 3, municipal.Rates[0].Citations.All(c => c.IsUnverified));
        Assert.Equal(citations == 3, DivisionOfWorkRule.Decide(day).IsUnverified);
    }
}

namespace Mesh.Statutes.Tests;

public sealed class CoachingTests
{
    private static readonly DateOnly AsOf = new(2024, 3, 4);
    private static readonly Fact<DateOnly> Done = Fact.Known(AsOf);
    private static readonly CoachingModuleFacts Evaluated = new() { ClientEvaluatedOn = Done, ProducerEvaluatedOn = Done, BuyerEvaluatedOn = Done };

    [Fact]
    public void MayEnd_WhenAllThreeHaveEvaluated_MayEndFromThatDay()
    {
        Assert.Equal(Outcome.NotMet, CoachingModule.MayEnd(Evaluated, AsOf.AddDays(-1)).Outcome);
        Assert.All([AsOf, AsOf.AddDays(1)], day => Assert.Equal(Outcome.Met, CoachingModule.MayEnd(Evaluated, day).Outcome));
        Assert.Equal(["CLIENT_EVALUATED_ON", "PRODUCER_EVALUATED_ON", "BUYER_EVALUATED_ON"], CoachingModule.MayEnd(new(), AsOf).MissingFacts);
    }

    [Fact]
    public void MayEnd_WhenOneHasNot_NamesIt()
    {
        var none = Fact.KnownNone<DateOnly>();

        Assert.Equal(["CLIENT_EVALUATION_MISSING"], CoachingModule.MayEnd(Evaluated with { ClientEvaluatedOn = none }, AsOf).Faults);
        Assert.Equal(["PRODUCER_EVALUATION_MISSING"], CoachingModule.MayEnd(Evaluated with { ProducerEvaluatedOn = none }, AsOf).Faults);
        Assert.Equal(["BUYER_EVALUATION_MISSING"], CoachingModule.MayEnd(Evaluated with { BuyerEvaluatedOn = none }, AsOf).Faults);
    }

    [Theory]
    [InlineData(WhatFollows.NextStep, Outcome.Met)]
    [InlineData(WhatFollows.ReasonedExit, Outcome.Met)]
    [InlineData(WhatFollows.Exit, Outcome.NotMet)]
    public void LeadsOn_WhenSomethingFollows_IsEnoughWithAStepOrAReason(WhatFollows follows, Outcome leadsOn) =>
        Assert.Equal(leadsOn, CoachingModule.LeadsOn(Fact.Known(follows), AsOf).Outcome);

    [Fact]
    public void LeadsOn_WhenNothingFollowsOrNobodyKnows_IsMissingOrUnknown()
    {
        Assert.Equal(["NEXT_STEP_MISSING"], CoachingModule.LeadsOn(Fact.KnownNone<WhatFollows>(), AsOf).Faults);
        Assert.Equal(["WHAT_FOLLOWS"], CoachingModule.LeadsOn(default, AsOf).MissingFacts);
        Assert.Throws<ArgumentOutOfRangeException>(() => CoachingModule.LeadsOn(Fact.Known((WhatFollows)0), AsOf));
    }

    [Fact]
    public void Decide_WhenNeedsAreKnown_IsIntensiveOnAnyGroundElseLightByHelpNeeded()
    {
        var no = Fact.Known(false);
        CoachingNeedFacts none = new() { WeakLabourMarketPosition = no, PartialWorkAbility = no, YoungWithNeedAfterGraduation = no, NeedsHelpFindingJob = no };
        var yes = Fact.Known(true);

        Assert.Equal(CoachingLevel.None, CoachingLevelRule.Decide(none, AsOf).Level);
        Assert.Equal(CoachingLevel.Light, CoachingLevelRule.Decide(none with { NeedsHelpFindingJob = yes }, AsOf).Level);
        Assert.All(
            [new() { WeakLabourMarketPosition = yes }, new() { PartialWorkAbility = yes }, new() { YoungWithNeedAfterGraduation = yes }],
            (CoachingNeedFacts facts) => Assert.Equal(CoachingLevel.Intensive, CoachingLevelRule.Decide(facts, AsOf).Level));
        Assert.Equal((null, "PARTIAL_WORK_ABILITY"), CoachingLevelRule.Decide(none with { PartialWorkAbility = default, NeedsHelpFindingJob = yes }, AsOf) is var o ? (o.Level, o.MissingFacts.Single()) : default);
    }

    // A measure from 5.2. to 29.3.2024.
    [Theory]
    [InlineData("2024-02-01", "", KykyviisariMoment.Start)]
    [InlineData("2024-02-01", "2024-02-01", null)]
    [InlineData("2024-02-05", "2024-02-05", KykyviisariMoment.DuringMeasure)]
    [InlineData("2024-02-06", "2024-02-01 2024-02-06", null)]
    [InlineData("2024-03-28", "2024-02-01 2024-02-06", null)]
    [InlineData("2024-03-29", "2024-02-01 2024-02-06", KykyviisariMoment.End)]
    [InlineData("2024-03-29", "2024-02-01 2024-03-29", null)]
    [InlineData("2024-03-30", "2024-02-01 2024-03-29", KykyviisariMoment.FollowUp)]
    [InlineData("2024-06-30", "2024-02-01 2024-03-29 2024-06-30", null)]
    public void Decide_WhenKykyviisariHasBeenFilledIn_OpensTheNextMoment(string asOf, string filled, KykyviisariMoment? open)
    {
        IReadOnlyList<DateOnly> days = [.. filled.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => DateOnly.Parse(day, null))];
        KykyviisariFacts facts = new()
        {
            FilledOn = Fact.Known(days), MeasureStartedOn = Fact.Known(new DateOnly(2024, 2, 5)), MeasureEndedOn = Fact.Known(new DateOnly(2024, 3, 29)),
        };

        Assert.Equal(open is { } moment ? [moment] : [], Kykyviisari.Decide(facts, DateOnly.Parse(asOf, null)).Open!);
    }

    [Fact]
    public void Decide_WhenKykyviisariIsUnknownOrContradicts_IsUnknownOrRefused()
    {
        var unknown = Kykyviisari.Decide(new(), AsOf);

        Assert.Null(unknown.Open);
        Assert.Equal(["KYKYVIISARI_FILLED_ON", "MEASURE_STARTED_ON"], unknown.MissingFacts);
        Assert.Throws<ContradictoryFactsException>(() => Kykyviisari.Decide(new() { MeasureStartedOn = Done, MeasureEndedOn = Fact.Known(AsOf.AddDays(-1)) }, AsOf));
    }
}

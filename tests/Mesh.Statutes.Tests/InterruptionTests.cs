namespace Mesh.Statutes.Tests;

public sealed class InterruptionTests
{
    private static readonly InterruptionCommand OnTheDay = Interruptions.On(2024, 2, 29);
    private static readonly string[] NothingMissing = [];

    [Theory]
    [InlineData("2024-01-31", "2024-02-29")]
    [InlineData("2023-01-31", "2023-02-28")]
    [InlineData("2024-02-29", "2024-03-29")]
    [InlineData("2024-03-31", "2024-04-30")]
    [InlineData("2023-12-31", "2024-01-31")]
    [InlineData("2022-12-15", "2023-01-15")]
    public void Decide_WhenAMonthHasPassedOrNot_IsValidFromItsDay(string startedOn, string earliest)
    {
        var first = DateOnly.Parse(earliest, null);
        var facts = Interruptions.Veera with
        {
            PlanEffectiveOn = new(2022, 11, 1),
            GroundStartedOn = Fact.Known(DateOnly.Parse(startedOn, null)),
            HeardAt = Fact.Known(Interruptions.At(2022, 12, 20)),
        };

        Assert.Equal([PlanInterruption.TooEarly], Decide(first.AddDays(-1)).Codes());
        Assert.All([first, first.AddDays(1)], day => Assert.Equal((Outcome.Met, first), (Decide(day).IsValid, Decide(day).EarliestOn!.Value)));

        InterruptionOutcome Decide(DateOnly day) => PlanInterruption.Decide(facts, Interruptions.On(day.Year, day.Month, day.Day));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Decide_WhenTheHearingIsAroundTheDecision_MustLieBeforeIt(int ticksAfter, bool valid) =>
        Assert.Equal(
            valid ? [] : [PlanInterruption.HearingMissing],
            PlanInterruption.Decide(Interruptions.Veera with { HeardAt = Fact.Known(OnTheDay.DecidedAt.AddTicks(ticksAfter)) }, OnTheDay).Codes());

    [Theory]
    [InlineData(true, -1, true)]
    [InlineData(true, 0, false)]
    [InlineData(true, 1, false)]
    [InlineData(false, -1, false)]
    public void Decide_WhenAnOpportunityWasNotUsed_CountsAsHearingOnlyWithProofAndBefore(bool proved, int ticksAfter, bool valid)
    {
        var opportunity = OnTheDay.DecidedAt.AddTicks(ticksAfter);
        var facts = Interruptions.Veera with
        {
            HeardAt = Fact.KnownNone<DateTimeOffset>(),
            UnusedHearing = Fact.Known(new UnusedHearing(opportunity.AddDays(-7), opportunity, proved)),
        };

        Assert.Equal(valid ? [] : [PlanInterruption.HearingMissing], PlanInterruption.Decide(facts, OnTheDay).Codes());
    }

    [Theory]
    [InlineData(InterruptionGround.Other, null, Outcome.NotMet)]
    [InlineData(InterruptionGround.Job, null, Outcome.Met)]
    [InlineData(InterruptionGround.Business, null, Outcome.Met)]
    [InlineData(InterruptionGround.FullTimeStudies, true, Outcome.Met)]
    [InlineData(InterruptionGround.FullTimeStudies, false, Outcome.NotMet)]
    [InlineData(InterruptionGround.FullTimeStudies, null, Outcome.Unknown)]
    public void Decide_WhenSomethingBegan_QualifiesByTheAct(InterruptionGround ground, bool? leads, Outcome valid)
    {
        var outcome = PlanInterruption.Decide(
            Interruptions.Veera with { Ground = Fact.Known(ground), StudiesLeadToOccupationOrDegree = leads is { } known ? Fact.Known(known) : default }, OnTheDay);

        Assert.Equal(valid, outcome.IsValid);
        Assert.Equal(valid == Outcome.NotMet ? [PlanInterruption.GroundNotQualifying] : [], outcome.Codes());
        Assert.Equal(valid == Outcome.Unknown ? [FactNames.StudiesLeadToOccupationOrDegree] : NothingMissing, outcome.MissingFacts);
    }

    [Fact]
    public void Decide_WhenNothingIsKnown_IsUnknownAndNamesWhatWouldSettleIt()
    {
        var outcome = PlanInterruption.Decide(new() { PlanEffectiveOn = new(2023, 10, 2) }, OnTheDay);

        Assert.Equal((Outcome.Unknown, null, 0), (outcome.IsValid, outcome.EarliestOn, outcome.Refusals.Count));
        Assert.Equal(
            [FactNames.InterruptionGround, FactNames.InterruptionGroundStartedOn, FactNames.ClientHeardAt, FactNames.UnusedHearing],
            outcome.MissingFacts);
    }

    [Fact]
    public void Decide_WhenEverythingIsKnownToBeMissing_NamesEveryRefusalAtOnce()
    {
        InterruptionFacts facts = new()
        {
            PlanEffectiveOn = new(2023, 10, 2),
            Ground = Fact.KnownNone<InterruptionGround>(),
            GroundStartedOn = Fact.KnownNone<DateOnly>(),
            HeardAt = Fact.KnownNone<DateTimeOffset>(),
            UnusedHearing = Fact.KnownNone<UnusedHearing>(),
        };

        Assert.Equal(
            [PlanInterruption.GroundNotQualifying, PlanInterruption.TooEarly, PlanInterruption.HearingMissing],
            PlanInterruption.Decide(facts, OnTheDay).Codes());
        Assert.Equal([PlanInterruption.AlreadyDecided], PlanInterruption.Decide(facts with { DecidedAlreadyBy = DecidingAuthority.SocialCare }, OnTheDay).Codes());
    }

    [Fact]
    public void Decide_WhenFactsContradict_AreRefusedWithEveryViolation()
    {
        var at = OnTheDay.DecidedAt;
        var facts = Interruptions.Veera with { PlanEffectiveOn = new(2024, 3, 3), UnusedHearing = Fact.Known(new UnusedHearing(at, at, InvitationProved: true)) };
        var refused = Assert.Throws<ContradictoryFactsException>(() => PlanInterruption.Decide(facts, OnTheDay with { DecidedOn = new(2024, 3, 2) }));

        Assert.Equal(
            ["DAY_NOT_OF_INSTANT", "DECIDED_BEFORE_PLAN", "INVITED_AFTER_OPPORTUNITY"],
            refused.Violations.Select(v => v.Code));
    }

    // 22.30 UTC is half past midnight in winter, half past one in summer.
    [Theory]
    [InlineData("2024-02-28T21:59:59Z", "2024-02-28", true)]
    [InlineData("2024-02-28T22:30:00Z", "2024-02-29", true)]
    [InlineData("2024-06-30T21:30:00Z", "2024-07-01", true)]
    [InlineData("2024-02-28T20:30:00Z", "2024-02-29", false)]
    public void Violations_WhenADecisionIsMadeAboutMidnight_TakesTheDayOfFinland(string at, string on, bool fits) =>
        Assert.Equal(
            fits ? 0 : 1,
            Interruptions.Veera.Violations(new(DecidingAuthority.LabourAuthority, DateTimeOffset.Parse(at, null), DateOnly.Parse(on, null))).Count);

    [Fact]
    public void Decide_WhenTheGroundBeginsAtTheEndOfTheCalendar_HasNoEarliestDay()
    {
        var outcome = PlanInterruption.Decide(Interruptions.Veera with { GroundStartedOn = Fact.Known(DateOnly.MaxValue) }, OnTheDay);

        Assert.Equal((null, Outcome.NotMet), (outcome.EarliestOn, outcome.IsValid));
    }

    [Fact]
    public void Decide_WhenAnEnumIsNoneOfItsValues_RefusesToAnswer()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PlanInterruption.Decide(Interruptions.Veera, OnTheDay with { By = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PlanInterruption.Decide(Interruptions.Veera with { Ground = Fact.Known(InterruptionGround.FullTimeStudies + 1) }, OnTheDay));
    }

    [Fact]
    public void ToString_WhenFactsAndOutcomesAreWritten_TellNothingOfAPerson() =>
        Assert.Equal(
            ["InterruptionFacts", "InterruptionCommand", "AKT-INT-1 Met", "UnusedHearing", "ContinuationFacts"],
            [
                Interruptions.Veera.ToString(), OnTheDay.ToString(), PlanInterruption.Decide(Interruptions.Veera, OnTheDay).ToString(),
                new UnusedHearing(default, default, InvitationProved: false).ToString(), new ContinuationFacts().ToString(),
            ]);
}

namespace Mesh.Statutes.Tests;

public sealed class MeasuresOrderTests
{
    private static readonly DateOnly Day = new(2024, 2, 29);

    private static readonly MeasuresFacts Nothing = new()
    {
        JobSearchValid = Fact.Known(true),
        EmploymentPlanMadeOn = Fact.KnownNone<DateOnly>(),
        InterviewBookedFor = Fact.KnownNone<DateOnly>(),
        InterviewHeldOn = Fact.KnownNone<DateOnly>(),
    };

    [Theory]
    [InlineData(-1, Outcome.NotMet)]
    [InlineData(0, Outcome.Met)]
    [InlineData(1, Outcome.Met)]
    public void Decide_WhenThePlanIsMadeOrTheInterviewHeldOnADay_AllowsFromThatDay(int daysLater, Outcome mayStart)
    {
        var asOf = Day.AddDays(daysLater);

        Assert.Equal(mayStart, MeasuresOrderRule.Decide(Nothing with { EmploymentPlanMadeOn = Fact.Known(Day) }, asOf).MayStart);
        Assert.Equal(mayStart, MeasuresOrderRule.Decide(Nothing with { InterviewHeldOn = Fact.Known(Day) }, asOf).MayStart);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void Decide_WhenAnInterviewIsAgreed_AllowsBeforeOnAndAfterItsDay(int daysLater)
    {
        var outcome = MeasuresOrderRule.Decide(Nothing with { InterviewBookedFor = Fact.Known(Day) }, Day.AddDays(daysLater));

        Assert.Equal((Outcome.Met, false, (string?)null), (outcome.MayStart, outcome.ByException, outcome.BlockedReason));
    }

    [Fact]
    public void Decide_WhenAnInterviewIsOnlyAgreed_IsEnoughForMeasuresAndNotForEligibility()
    {
        ActivationPlanFacts facts = new()
        {
            BirthDate = People.Young,
            SocialAssistanceMonths = Fact.Known(AssistanceMonths.LastEnded(4, Day)),
            SocialAssistanceIsMainLivelihood = Fact.Known(true),
            InterviewBookedFor = Fact.Known(Day),
            InterviewHeldOn = Fact.KnownNone<DateOnly>(),
        };

        var rule = facts.Assess("AKT-ELIG-U25-3", Day);

        Assert.All([rule.Statute, rule.Report], o => Assert.Equal(Outcome.NotMet, o.Outcome));
        Assert.Equal(Outcome.Met, MeasuresOrderRule.Decide(Nothing with { InterviewBookedFor = Fact.Known(Day) }, Day).MayStart);
    }

    [Fact]
    public void Decide_WhenNeitherPlanNorInterviewIsThere_BlocksAndSaysWhy()
    {
        var outcome = MeasuresOrderRule.Decide(Nothing, Day);

        Assert.Equal((Outcome.NotMet, "PLAN_MISSING", false), (outcome.MayStart, outcome.BlockedReason, outcome.ByException));
        Assert.Empty(outcome.MissingFacts);
        Assert.Equal("§ 5.4", outcome.Citation.Section);
    }

    [Fact]
    public void Decide_WhenTheJobSearchIsNotValid_AllowsByException()
    {
        MeasuresFacts[] notValid = [Nothing with { JobSearchValid = Fact.Known(false) }, Nothing with { JobSearchValid = Fact.KnownNone<bool>() }];

        Assert.All(notValid, facts =>
        {
            var outcome = MeasuresOrderRule.Decide(facts, Day);
            Assert.Equal((Outcome.Met, true, (string?)null), (outcome.MayStart, outcome.ByException, outcome.BlockedReason));
        });
        Assert.True(MeasuresOrderRule.Decide(new() { JobSearchValid = Fact.Known(false) }, Day).ByException);
        Assert.False(MeasuresOrderRule.Decide(notValid[0] with { EmploymentPlanMadeOn = Fact.Known(Day) }, Day).ByException);
    }

    [Fact]
    public void Decide_WhenOneFactIsUnknown_IsUnknownAndNamesIt()
    {
        (MeasuresFacts Facts, string Missing)[] cases =
        [
            (Nothing with { JobSearchValid = default }, FactNames.JobSearchValid),
            (Nothing with { EmploymentPlanMadeOn = default }, FactNames.EmploymentPlanMadeOn),
            (Nothing with { InterviewBookedFor = default }, FactNames.InterviewBookedFor),
            (Nothing with { InterviewHeldOn = default }, FactNames.InterviewHeldOn),
        ];

        Assert.All(cases, c =>
        {
            var outcome = MeasuresOrderRule.Decide(c.Facts, Day);
            Assert.Equal((Outcome.Unknown, (string?)null), (outcome.MayStart, outcome.BlockedReason));
            Assert.Equal([c.Missing], outcome.MissingFacts);
        });
        Assert.Equal(4, MeasuresOrderRule.Decide(new(), Day).MissingFacts.Count);
        Assert.Empty(MeasuresOrderRule.Decide(new() { EmploymentPlanMadeOn = Fact.Known(Day) }, Day).MissingFacts);
    }
}

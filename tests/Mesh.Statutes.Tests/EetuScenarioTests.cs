namespace Mesh.Statutes.Tests;

/// <summary>SC2, as far as the law answers it, row by row.</summary>
public sealed class EetuScenarioTests
{
    private static readonly DateOnly Born = new(1988, 9, 3);
    private static readonly DateOnly PlanMade = new(2023, 12, 18);

    [Theory]
    [InlineData("2023-11-30", 11, Outcome.NotMet)]
    [InlineData("2023-12-01", 12, Outcome.Met)]
    [InlineData("2023-12-02", 12, Outcome.Met)]
    public void Evaluate_WhenEetusTwelfthMonthEnds_IsProlongedFromTheDayAfter(string asOf, int months, Outcome reached)
    {
        var outcome = ProlongedAssistance.Evaluate(People.Months(new(2022, 12, 1), 12), Born, DateOnly.Parse(asOf, null));

        Assert.Equal((reached, months, 12), (outcome.Reached, outcome.EndedInARow, outcome.Required));
        Assert.Equal(ProlongedAssistance.From25, outcome.ThresholdCode);
        Assert.Equal(new DateOnly(2022, 12, 1), outcome.RunBegan);
        Assert.False(outcome.IsUnverified);
    }

    [Fact]
    public void Decide_WhenEetuLivesOnAssistanceAlone_SocialCareStartsAndMeasuresWaitForThePlan()
    {
        DateOnly asked = new(2023, 12, 4);
        var starts = StartingAuthorityRule.Decide(Fact.Known(false), Fact.Known(true), asked);
        var measures = MeasuresOrderRule.Decide(Standing(Fact.KnownNone<DateOnly>()), asked);

        Assert.Equal((DecidingAuthority.SocialCare, 0), (starts.StartedBy, starts.MissingFacts.Count));
        Assert.Equal((Outcome.NotMet, MeasuresOrderRule.PlanMissing), (measures.MayStart, measures.BlockedReason));
    }

    [Theory]
    [InlineData("2023-12-17", Outcome.NotMet)]
    [InlineData("2023-12-18", Outcome.Met)]
    [InlineData("2023-12-19", Outcome.Met)]
    public void Decide_WhenThePlanIsMade_LiftsTheBlockFromThatDay(string asOf, Outcome mayStart) =>
        Assert.Equal(mayStart, MeasuresOrderRule.Decide(Standing(Fact.Known(PlanMade)), DateOnly.Parse(asOf, null)).MayStart);

    [Fact]
    public void Information_WhenTheRegionInformsAtNine_RefusesHalfPastEightAndAllowsHalfPastNine()
    {
        DateTimeOffset labour = new(2024, 1, 10, 14, 0, 0, TimeSpan.FromHours(2));
        DateTimeOffset region = new(2024, 1, 15, 9, 0, 0, TimeSpan.FromHours(2));

        Assert.Equal([DecidingAuthority.SocialCare], RehabilitativeWorkInPlan.Information(labour, null, region.AddMinutes(-30)).Missing);
        Assert.True(RehabilitativeWorkInPlan.Information(labour, region, region.AddMinutes(30)).Given);
    }

    [Fact]
    public void Decide_WhenAMunicipalityGivesTheWorkAndACompanyGuides_Accepts()
    {
        var outcome = PlacementRules.Decide(Placements.Eetu, new(2024, 1, 16));

        Assert.Equal(PlacementVerdict.Accepted, outcome.Verdict);
        Assert.Empty(outcome.Faults);
        Assert.Empty(outcome.ReviewReasons);
        Assert.False(outcome.IsUnverified);
    }

    private static MeasuresFacts Standing(Fact<DateOnly> planMadeOn) => new()
    {
        JobSearchValid = Fact.Known(true),
        EmploymentPlanMadeOn = planMadeOn,
        InterviewBookedFor = Fact.KnownNone<DateOnly>(),
        InterviewHeldOn = Fact.KnownNone<DateOnly>(),
    };
}

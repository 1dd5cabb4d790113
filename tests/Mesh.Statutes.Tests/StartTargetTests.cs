namespace Mesh.Statutes.Tests;

public sealed class StartTargetTests
{
    // Friday 1.12.2023: Independence Day falls on the Wednesday after. The year's end has four days that are none.
    [Theory]
    [InlineData("2023-12-01", "2023-12-07", "2023-12-13")]
    [InlineData("2023-12-02", "2023-12-07", "2023-12-13")]
    [InlineData("2023-12-22", "2023-12-29", "2024-01-05")]
    [InlineData("2024-01-08", "2024-01-11", "2024-01-17")]
    public void After_WhenAnAuthorityIsTold_CountsWorkingDays(string informedOn, string acknowledge, string contact)
    {
        var outcome = StartTargets.After(DateOnly.Parse(informedOn, null));

        Assert.Equal((DateOnly.Parse(acknowledge, null), DateOnly.Parse(contact, null)), (outcome.AcknowledgeBy, outcome.FirstContactBy));
        Assert.True(outcome.IsUnverified);
    }

    [Fact]
    public void After_WhenAnOrganisationHasTargetsOfItsOwn_CountsByThem()
    {
        var outcome = StartTargets.After(new(2024, 1, 8), acknowledgeWorkingDays: 1, firstContactWorkingDays: 5);

        Assert.Equal((new DateOnly(2024, 1, 9), new DateOnly(2024, 1, 15)), (outcome.AcknowledgeBy, outcome.FirstContactBy));
        Assert.Throws<ArgumentOutOfRangeException>(() => StartTargets.After(new(2024, 1, 8), acknowledgeWorkingDays: 0));
        Assert.Throws<OutsideFormalisedLawException>(() => StartTargets.After(new(2022, 12, 31)));
    }

    // AKT-ORDER-2.
    [Fact]
    public void Interview_WhenItIsOnlyBooked_StartsMeasuresButMakesNobodyEligible()
    {
        DateOnly asOf = new(2024, 3, 4);
        var booked = Fact.Known(new DateOnly(2024, 3, 11));
        ActivationPlanFacts facts = new()
        {
            BirthDate = People.Young,
            SocialAssistanceMonths = Fact.Known(AssistanceMonths.LastEnded(12, asOf)),
            SocialAssistanceIsMainLivelihood = Fact.Known(true),
            InterviewHeldOn = Fact.KnownNone<DateOnly>(),
            InterviewBookedFor = booked,
        };

        Assert.Equal(Outcome.NotMet, facts.Assess("AKT-ELIG-U25-3", asOf).Statute.Outcome);
        Assert.Equal(Outcome.Met, (facts with { InterviewHeldOn = Fact.Known(asOf) }).Assess("AKT-ELIG-U25-3", asOf).Statute.Outcome);
        Assert.Equal(Outcome.Met, MeasuresOrderRule.Decide(new() { InterviewBookedFor = booked }, asOf).MayStart);
    }
}

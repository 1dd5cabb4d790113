namespace Mesh.Statutes.Tests;

/// <summary>SC5, as far as the law answers it, row by row.</summary>
public sealed class VeeraScenarioTests
{
    [Fact]
    public void EarliestDecision_WhenTheJobStartsOnTheThirtyFirstOfJanuary_IsTheLeapDay() =>
        Assert.Equal(new DateOnly(2024, 2, 29), PlanInterruption.EarliestDecision(new(2024, 1, 31), new(2024, 1, 31)));

    [Fact]
    public void Decide_WhenTheLabourAuthorityDecidesOnTheTwentyEighth_IsTooEarly()
    {
        var outcome = PlanInterruption.Decide(Interruptions.Veera, Interruptions.On(2024, 2, 28));

        Assert.Equal((Outcome.NotMet, new DateOnly(2024, 2, 29), false), (outcome.IsValid, outcome.EarliestOn, outcome.IsUnverified));
        Assert.Equal([("AKT-INT-2", "TOO_EARLY", "§ 5.5")], outcome.Refusals.Select(r => (r.RuleId, r.Code, r.Citation.Section)));
        Assert.Empty(outcome.MissingFacts);
    }

    [Fact]
    public void Decide_WhenTheLabourAuthorityDecidesOnTheTwentyNinth_IsValidAndTheRegionsIsNone()
    {
        var first = PlanInterruption.Decide(Interruptions.Veera, Interruptions.On(2024, 2, 29));
        var second = PlanInterruption.Decide(
            Interruptions.Veera with { DecidedAlreadyBy = DecidingAuthority.LabourAuthority },
            Interruptions.On(2024, 2, 29, DecidingAuthority.SocialCare, hour: 15));

        Assert.Equal((Outcome.Met, 0), (first.IsValid, first.Refusals.Count));
        Assert.Equal(Outcome.NotMet, second.IsValid);
        Assert.Equal([("AKT-INT-4", "ALREADY_DECIDED")], second.Refusals.Select(r => (r.RuleId, r.Code)));
    }

    [Fact]
    public void Decide_WhenAllAgreeToGoOnOnTheFirstOfJuly_IsDueForReviewOnTheFirstOfOctober()
    {
        var agreed = Fact.Known(new DateOnly(2024, 7, 1));
        ContinuationFacts facts = new()
        {
            InterruptedOn = new(2024, 2, 29),
            LabourAuthorityAgreedOn = agreed,
            SocialCareAgreedOn = agreed,
            ClientAgreedOn = agreed,
        };
        var outcome = PlanContinuation.Decide(facts, new(2024, 7, 1));

        Assert.Equal((Outcome.Met, new DateOnly(2024, 7, 1)), (outcome.Continues, outcome.ContinuesOn));
        Assert.Equal(new Deadline(new(2024, 10, 1), new(2024, 10, 1)), outcome.NextReview);
    }
}

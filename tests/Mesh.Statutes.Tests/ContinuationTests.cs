namespace Mesh.Statutes.Tests;

public sealed class ContinuationTests
{
    private static readonly DateOnly Asked = new(2024, 7, 3);

    private static readonly ContinuationFacts Agreed = new()
    {
        InterruptedOn = new(2024, 2, 29),
        LabourAuthorityAgreedOn = Fact.Known(new DateOnly(2024, 7, 1)),
        SocialCareAgreedOn = Fact.Known(new DateOnly(2024, 7, 2)),
        ClientAgreedOn = Fact.Known(new DateOnly(2024, 7, 1)),
    };

    [Theory]
    [InlineData("2024-07-01", false)]
    [InlineData("2024-07-02", true)]
    [InlineData("2024-07-03", true)]
    public void Decide_WhenTheLastAgrees_GoesOnFromThatDay(string asOf, bool continues)
    {
        var outcome = PlanContinuation.Decide(Agreed, DateOnly.Parse(asOf, null));

        Assert.Equal(continues ? (Outcome.Met, null) : (Outcome.NotMet, PlanContinuation.AgreementMissing), (outcome.Continues, outcome.Refusal));
        Assert.Equal(continues ? new DateOnly(2024, 7, 2) : null, outcome.ContinuesOn);
        Assert.Equal(continues ? new DateOnly(2024, 10, 2) : null, outcome.NextReview?.DueDate);
    }

    [Fact]
    public void Decide_WhenOnePartyHasNotAgreed_DoesNotGoOn() =>
        Assert.All(
            [
                Agreed with { LabourAuthorityAgreedOn = Fact.KnownNone<DateOnly>() },
                Agreed with { SocialCareAgreedOn = Fact.KnownNone<DateOnly>() },
                Agreed with { ClientAgreedOn = Fact.KnownNone<DateOnly>() },
                new ContinuationFacts { InterruptedOn = Agreed.InterruptedOn, ClientAgreedOn = Fact.KnownNone<DateOnly>() },
            ],
            facts => Assert.Equal((Outcome.NotMet, PlanContinuation.AgreementMissing), (PlanContinuation.Decide(facts, Asked).Continues, PlanContinuation.Decide(facts, Asked).Refusal)));

    [Fact]
    public void Decide_WhenAnAgreementIsUnknown_IsUnknownAndNamesIt()
    {
        var outcome = PlanContinuation.Decide(Agreed with { ClientAgreedOn = default }, Asked);

        Assert.Equal((Outcome.Unknown, null), (outcome.Continues, outcome.ContinuesOn));
        Assert.Equal([FactNames.ClientAgreedOn], outcome.MissingFacts);
    }

    [Fact]
    public void Decide_WhenThePlanIsNotInterrupted_SaysSo() =>
        Assert.All(
            [new ContinuationFacts(), Agreed with { InterruptedOn = null }],
            facts => Assert.Equal(PlanContinuation.NotInterrupted, PlanContinuation.Decide(facts, Asked).Refusal));

    [Fact]
    public void Decide_WhenSomebodyAgreedBeforeTheInterruption_IsRefusedAsAWhole()
    {
        var refused = Assert.Throws<ContradictoryFactsException>(() => PlanContinuation.Decide(
            Agreed with { InterruptedOn = new(2024, 7, 2) }, Asked));

        Assert.Equal([FactNames.LabourAuthorityAgreedOn, FactNames.ClientAgreedOn], refused.Violations.Select(v => v.Fact));
    }
}

namespace Mesh.Statutes.Tests;

/// <summary>SC3, row by row.</summary>
public sealed class HelmiScenarioTests
{
    [Theory]
    [InlineData("2024-01-25", 299, Outcome.NotMet, Outcome.NotMet)]
    [InlineData("2024-01-26", 300, Outcome.Met, Outcome.NotMet)]
    [InlineData("2024-01-28", 300, Outcome.Met, Outcome.NotMet)]
    [InlineData("2024-01-29", 301, Outcome.Met, Outcome.Met)]
    [InlineData("2024-01-30", 302, Outcome.Met, Outcome.Met)]
    public void Evaluate_WhenHelmiIsAsked_CountsAndDecidesAsScenarioSays(string asOf, int count, Outcome statute, Outcome report)
    {
        var outcome = TargetGroup.Evaluate(Helmi.Facts, DateOnly.Parse(asOf, null));
        var rule = outcome.Rule("TYP-TG-1");

        Assert.Equal((statute, report), (rule.Statute.Outcome, rule.Report.Outcome));
        Assert.Equal((statute, report), (outcome.Of(Profile.Statute), outcome.Of(Profile.Report)));
        Assert.Equal(statute != report, outcome.BoundaryDiscrepancy);
        Assert.All([rule.Statute, rule.Report], o => Assert.Equal(Measure.PaidDays(count), o.Criteria.Single().Actual.Value));
        Assert.Equal(Outcome.NotMet, outcome.Rule("TYP-TG-3").Statute.Outcome);
        Assert.False(outcome.IsUnverified);
    }

    [Theory]
    [InlineData("2024-06-16", Outcome.NotMet)]
    [InlineData("2024-06-17", Outcome.Met)]
    [InlineData("2024-06-18", Outcome.Met)]
    public void Evaluate_WhenTwelveMonthsOfTheRegisterAreFull_MeetsTg3InBothProfiles(string asOf, Outcome expected)
    {
        var rule = TargetGroup.Evaluate(Helmi.Facts, DateOnly.Parse(asOf, null)).Rule("TYP-TG-3");

        Assert.All([rule.Statute, rule.Report], o => Assert.Equal(expected, o.Outcome));
    }

    [Fact]
    public void Decide_WhenKelaFindsTheNeedOfAllThree_RefersKela()
    {
        var group = TargetGroup.Evaluate(Helmi.Facts, new(2024, 1, 29));
        var need = NeedRule.Decide(group, Helmi.Need, new(2024, 1, 30), Profile.Report);
        var referral = ReferralRule.Decide(need);

        Assert.Equal(Outcome.Met, need.Need);
        Assert.Empty(need.Warnings);
        Assert.Equal((Outcome.Met, JointServiceParty.SocialInsurance, false), (referral.Owed, referral.ReferredBy!.Value, referral.IsUnverified));
        Assert.Equal("§ 2.3", referral.Citation.Section);
    }

    [Fact]
    public void Decide_WhenThePlanIsMadeOnTheDueDay_IsInTimeAndReviewedInThreeMonths()
    {
        var plan = PlanMakingRule.Decide(Helmi.Plan(clientSigned: new(2024, 4, 30)), new(2024, 4, 30));

        Assert.Equal(new Deadline(new(2024, 4, 30), new(2024, 4, 30)), plan.Mapping.Deadline);
        Assert.Equal((Outcome.Met, new DateOnly(2024, 4, 30), false), (plan.Made, plan.MadeOn!.Value, plan.IsLate));
        Assert.Equal(new DateOnly(2024, 7, 30), JointPlanReview.After(plan.MadeOn.Value).Deadline.DueDate);
    }

    [Fact]
    public void Decide_WhenThePlanIsSignedAfterTheDueDay_IsLateAndStillMade()
    {
        var facts = Helmi.Plan(clientSigned: new(2024, 5, 2));
        var waiting = PlanMakingRule.Decide(facts, new(2024, 4, 30));
        var plan = PlanMakingRule.Decide(facts, new(2024, 5, 2));

        Assert.Equal((Outcome.NotMet, false), (waiting.Made, waiting.IsLate));
        Assert.Equal([JointPlanSigner.Client], waiting.NotSigned);
        Assert.True(PlanMakingRule.Decide(facts, new(2024, 5, 1)).IsLate);
        Assert.Equal((Outcome.Met, new DateOnly(2024, 5, 2), true), (plan.Made, plan.MadeOn!.Value, plan.IsLate));
    }

    [Fact]
    public void Decide_WhenAllThreeFindNoNeed_EndsOnTheLastDayAndNotBefore()
    {
        var facts = Helmi.NoNeed(
            (JointServiceParty.LabourAuthority, new(2024, 9, 2), false),
            (JointServiceParty.SocialCare, new(2024, 9, 3), false),
            (JointServiceParty.SocialInsurance, new(2024, 9, 5), false));

        Assert.Equal((Outcome.NotMet, null), (EndingRule.Decide(facts, new(2024, 9, 4)).Ended, EndingRule.Decide(facts, new(2024, 9, 4)).EndedOn));
        Assert.Equal([JointServiceParty.SocialInsurance], EndingRule.Decide(facts, new(2024, 9, 4)).NotAssessed);
        Assert.All<DateOnly>(
            [new(2024, 9, 5), new(2024, 9, 6)],
            asOf => Assert.Equal((Outcome.Met, new DateOnly(2024, 9, 5)), (EndingRule.Decide(facts, asOf).Ended, EndingRule.Decide(facts, asOf).EndedOn!.Value)));
    }
}

using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>AKT-REV-1 and A13 on the boundary days of SC1 and its variant.</summary>
public sealed class ReviewDecisionTests
{
    [Theory]
    [InlineData("28.2.2024", 0)]
    [InlineData("29.2.2024", 0)]
    [InlineData("1.3.2024", 1)]
    [InlineData("4.3.2024", 4)]
    public void NextReview_WhenEffective30November_IsDue29FebruaryAndLateTheDayAfter(string heldOn, int daysLate)
    {
        var deadline = PlanDecisions.NextReview(Active("30.11.2023"))!.Value;

        Assert.Equal((Days.Day("29.2.2024"), Days.Day("29.2.2024")), (deadline.DueDate, deadline.LastLawfulDate));
        Assert.Equal(daysLate, deadline.DaysOverdue(Days.Day(heldOn)));
    }

    [Theory]
    [InlineData("29.2.2024", "29.5.2024", "29.5.2024")]
    [InlineData("1.3.2024", "1.6.2024", "3.6.2024")]
    public void Review_WhenHeld_CountsTheNextFromTheDayItWasHeld(string heldOn, string due, string lastLawful)
    {
        var next = Assert.IsType<PlanOutcome.Done>(PlanDecisions.Review(Active("30.11.2023"), 9, Days.Day(heldOn))).Next;

        var deadline = PlanDecisions.NextReview(next)!.Value;
        Assert.Equal((Days.Day(due), Days.Day(lastLawful)), (deadline.DueDate, deadline.LastLawfulDate));
        Assert.Equal(Days.Day("30.11.2023"), next.EffectiveOn);
    }

    [Theory]
    [InlineData("1.6.2024", 0)]
    [InlineData("2.6.2024", 0)]
    [InlineData("3.6.2024", 0)]
    [InlineData("4.6.2024", 1)]
    public void NextReview_WhenDueOnASaturday_IsInTimeThroughMonday(string heldOn, int daysLate) =>
        Assert.Equal(
            daysLate, PlanDecisions.NextReview(Active("30.11.2023", "1.3.2024"))!.Value.DaysOverdue(Days.Day(heldOn)));

    [Theory]
    [InlineData(null, "29.11.2023", "2023-11-30")]
    [InlineData("1.3.2024", "29.2.2024", "2024-03-01")]
    public void Review_WhenBeforeTheAnchor_IsRefusedWithIt(string? lastReview, string heldOn, string anchor)
    {
        var refused = Assert.IsType<PlanOutcome.Refused>(
            PlanDecisions.Review(Active("30.11.2023", lastReview), 9, Days.Day(heldOn)));

        Assert.Equal("REVIEW_BEFORE_ANCHOR", refused.Reason.Reason);
        Assert.Equal([("anchor", anchor)], refused.Details);
    }

    [Theory]
    [InlineData(null, "30.11.2023")]
    [InlineData("1.3.2024", "1.3.2024")]
    public void Review_WhenOnTheAnchorsDay_IsHeld(string? lastReview, string heldOn) =>
        Assert.IsType<PlanOutcome.Done>(PlanDecisions.Review(Active("30.11.2023", lastReview), 9, Days.Day(heldOn)));

    private static PlanSnapshot Active(string effectiveOn, string? lastReviewOn = null) => new(
        9, PlanState.Active, 1, "aa", [], Days.Day(effectiveOn), lastReviewOn is null ? null : Days.Day(lastReviewOn));
}

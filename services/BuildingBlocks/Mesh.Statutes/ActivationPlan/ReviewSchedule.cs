namespace Mesh.Statutes;

/// <summary>AKT-REV-1: the labour authority sees to it that a plan is reviewed at least every three months.</summary>
public static class ReviewSchedule
{
    /// <summary>Id of the rule.</summary>
    public const string RuleId = "AKT-REV-1";

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        RuleId,
        "A plan is reviewed when needed, and the labour authority sees to it that the interval is not exceeded, counted from the last review held, else from the day the plan took effect.",
        CitedTexts.ReportSlide("Aktivointisuunnitelma 4/5", "The interval is not in the version of the act that was read."),
        RuleVersion.SinceE2(CitedTexts.ReportSlide("Aktivointisuunnitelma 4/5")));

    /// <summary>Longest time between reviews.</summary>
    public static readonly DatedFigure<int> IntervalMonths = new(
        "AKT-REV-1 interval", "months",
        new DatedValue<int>(
            Era.E2.From,
            3,
            CitedTexts.ReportSlide("Aktivointisuunnitelma 4/5", "The interval is not in the version of the act that was read."),
            CitedTexts.CheckedOn));

    /// <summary>
    /// When the next review is due. Counted from the last review actually held, else from the day the plan took effect (A13): a late
    /// review does not catch up. A continuation after an interruption counts as taking effect (AKT-INT-5).
    /// </summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static Deadline After(DateOnly effectiveOrHeldOn) =>
        Deadline.MonthsAfter(effectiveOrHeldOn, IntervalMonths.On(effectiveOrHeldOn).Value);
}

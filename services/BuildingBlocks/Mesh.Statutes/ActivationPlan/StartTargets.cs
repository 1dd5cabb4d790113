namespace Mesh.Statutes;

/// <summary>
/// AKT-START-SLA: the act's "viipymättä" has no number. These targets are the product's, so that a case cannot lie unseen; missing one
/// breaks no law, and no rule asks about them.
/// </summary>
public static class StartTargets
{
    private static readonly Citation Setting = new(
        "AKT-START-SLA", "service target", Certainty.Unsure, Note: "A setting of the product, never a legal test: the act says \"viipymättä\" and gives no number.");

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "AKT-START-SLA",
        "Whoever is told of a client acknowledges it and makes the first contact within the target working days: a service target, never a legal test.",
        Setting,
        RuleVersion.SinceE2(Setting));

    /// <summary>Working days to acknowledge.</summary>
    public static readonly DatedFigure<int> AcknowledgeWorkingDays = new(
        "AKT-START-SLA acknowledge", "working days", new DatedValue<int>(Era.E2.From, 3, Setting, CitedTexts.CheckedOn));

    /// <summary>Working days to the first contact.</summary>
    public static readonly DatedFigure<int> FirstContactWorkingDays = new(
        "AKT-START-SLA first contact", "working days", new DatedValue<int>(Era.E2.From, 7, Setting, CitedTexts.CheckedOn));

    /// <summary>The targets of a case.</summary>
    /// <param name="informedOn">The day the authority was told; not counted (GEN-TIME-2).</param>
    /// <param name="acknowledgeWorkingDays">An organisation's own target; null means the product's.</param>
    /// <param name="firstContactWorkingDays">An organisation's own target; null means the product's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An own target is less than one day.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static StartTargetsOutcome After(DateOnly informedOn, int? acknowledgeWorkingDays = null, int? firstContactWorkingDays = null) => new(
        informedOn,
        FinnishCalendar.WorkingDayAfter(informedOn, acknowledgeWorkingDays ?? AcknowledgeWorkingDays.On(informedOn).Value),
        FinnishCalendar.WorkingDayAfter(informedOn, firstContactWorkingDays ?? FirstContactWorkingDays.On(informedOn).Value),
        Rule.CiteOn(informedOn));
}

/// <summary>Until when a service means to act.</summary>
/// <param name="AsOf">The day the authority was told.</param>
/// <param name="AcknowledgeBy">Last day in time to acknowledge.</param>
/// <param name="FirstContactBy">Last day in time to make the first contact.</param>
/// <param name="Citation">That it rests on no text.</param>
public sealed record StartTargetsOutcome(DateOnly AsOf, DateOnly AcknowledgeBy, DateOnly FirstContactBy, Citation Citation)
{
    /// <summary>Always true: it rests on no text; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;
}

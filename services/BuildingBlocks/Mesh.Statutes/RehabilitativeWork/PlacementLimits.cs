namespace Mesh.Statutes;

/// <summary>
/// KTT-DUR: how long and how much, each limit included. Configurable, because the figures are guidance of E2 and not read in an enacted text.
/// </summary>
/// <param name="ShortestMonths">Shortest period, whole months.</param>
/// <param name="LongestMonths">Longest period, whole months; the plan is checked then.</param>
/// <param name="FewestDaysPerWeek">Fewest days a week.</param>
/// <param name="MostDaysPerWeek">Most days a week.</param>
/// <param name="FewestHoursPerDay">Fewest hours a day.</param>
/// <param name="MostHoursPerDay">Most hours a day.</param>
/// <param name="MostHoursPerWeek">Most hours a week.</param>
public readonly record struct PlacementLimits(
    int ShortestMonths,
    int LongestMonths,
    int FewestDaysPerWeek,
    int MostDaysPerWeek,
    int FewestHoursPerDay,
    int MostHoursPerDay,
    int MostHoursPerWeek)
{
    /// <summary>Where the figures are from.</summary>
    public static readonly Citation Citation = CitedTexts.Handbook(
        "Kuntouttavan työtoiminnan kesto", "And HE 13/2020; the sections of the act were changed since the text that was read.");

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "KTT-DUR",
        "A period of rehabilitative work activity, its days a week and its hours a day and a week stay within the limits, which a region may set for itself; the plan is checked when the longest period is over.",
        Citation,
        RuleVersion.SinceE2(Citation));

    /// <summary>What a fault cites when the region has set limits of its own: no law, so every such fault says that it rests on none.</summary>
    public static readonly Citation OwnCitation = new(
        "KTT-DUR", "own limits", Certainty.Unsure, Note: "Set by the region that organises the activity, in place of the dated figures.");

    /// <summary>The figures over time.</summary>
    public static readonly DatedFigure<PlacementLimits> Default = new(
        "KTT-DUR limits", "months, days a week, hours a day, hours a week",
        new DatedValue<PlacementLimits>(
            Era.E2.From,
            new(
                ShortestMonths: 3,
                LongestMonths: 24,
                FewestDaysPerWeek: 1,
                MostDaysPerWeek: 4,
                FewestHoursPerDay: 4,
                MostHoursPerDay: 8,
                MostHoursPerWeek: 32),
            Citation,
            CitedTexts.CheckedOn));
}

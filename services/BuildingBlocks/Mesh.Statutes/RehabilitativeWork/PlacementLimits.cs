namespace Mesh.Statutes;

/// <summary>KTT-DUR: how long and how much. Configurable, because the figures are guidance of E2 and not read in an enacted text.</summary>
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
    public static readonly Citation Citation = new(
        "THL", "handbook for rehabilitative work activity", Certainty.Unsure, Note: "Excerpts of guidance read on 22.11.2026; the sections were changed since the text read.");

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

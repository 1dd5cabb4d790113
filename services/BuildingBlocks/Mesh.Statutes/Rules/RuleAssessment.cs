namespace Mesh.Statutes;

/// <summary>A rule of the activation plan answered in both profiles.</summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="LaunchedBy">The authority that launches what the rule opens.</param>
/// <param name="Statute">STATUTE, with the rolling window.</param>
/// <param name="Report">REPORT.</param>
/// <param name="StatuteByCalendarMonths">STATUTE read by ended calendar months; null when the rule has no window.</param>
/// <param name="ReportLaunchesAlone">False when REPORT alone only shows the case to a person (AKT-ELIG-U25-2).</param>
public sealed record RuleAssessment(
    string RuleId,
    DecidingAuthority LaunchedBy,
    RuleOutcome Statute,
    RuleOutcome Report,
    RuleOutcome? StatuteByCalendarMonths,
    bool ReportLaunchesAlone) : ProfiledAssessment(RuleId, Statute, Report, StatuteByCalendarMonths)
{
    /// <summary>
    /// True when a professional whose organisation goes by the profile may launch on this rule. The rule itself launches nothing.
    /// </summary>
    public bool Launches(Profile profile) =>
        Of(profile).Outcome == Outcome.Met
        && (profile == Profile.Statute || ReportLaunchesAlone || Statute.Outcome == Outcome.Met);
}

namespace Mesh.Statutes;

/// <summary>All eligibility rules answered in one profile.</summary>
/// <param name="Profile">The wording that decided.</param>
/// <param name="Outcome">Met when one rule is; unknown when none is met but one is unknown; else not met.</param>
/// <param name="RuleIdsMet">Rules that are met.</param>
/// <param name="RuleIdsUnknown">Rules that a missing fact leaves open.</param>
/// <param name="RuleIdsLaunching">Rules on which a professional may launch (<see cref="RuleAssessment.Launches"/>).</param>
/// <param name="MissingFacts">Facts that would settle the unknown rules.</param>
public sealed record ProfileOutcome(
    Profile Profile,
    Outcome Outcome,
    IReadOnlyList<string> RuleIdsMet,
    IReadOnlyList<string> RuleIdsUnknown,
    IReadOnlyList<string> RuleIdsLaunching,
    IReadOnlyList<string> MissingFacts);

/// <summary>Eligibility for an activation plan: every rule, both profiles.</summary>
/// <param name="AsOf">The date it was answered for.</param>
/// <param name="Era">The era of that date, with the parties' names.</param>
/// <param name="Rules">Every rule, met or not, in the order of § 3.</param>
public sealed record EligibilityOutcome(DateOnly AsOf, Era Era, IReadOnlyList<RuleAssessment> Rules)
{
    /// <summary>The date on which the facts were known; null when they are what the caller knew when it asked.</summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>STATUTE, the default.</summary>
    public ProfileOutcome Statute { get; } = In(Profile.Statute, Rules);

    /// <summary>REPORT.</summary>
    public ProfileOutcome Report { get; } = In(Profile.Report, Rules);

    /// <summary>True when one rule lies on a boundary: the case goes to a person.</summary>
    public bool BoundaryDiscrepancy => Rules.Any(r => r.BoundaryDiscrepancy);

    /// <summary>True when an outcome rests on a text that was not read.</summary>
    public bool IsUnverified => Rules.Any(r => r.Statute.IsUnverified || r.Report.IsUnverified);

    /// <summary>The outcome in a profile.</summary>
    public ProfileOutcome Of(Profile profile) => profile == Profile.Report ? Report : Statute;

    /// <summary>The assessment of one rule.</summary>
    public RuleAssessment Rule(string ruleId) => Rules.Single(r => r.RuleId == ruleId);

    private static ProfileOutcome In(Profile profile, IReadOnlyList<RuleAssessment> rules)
    {
        RuleOutcome[] outcomes = [.. rules.Select(r => r.Of(profile))];
        return new(
            profile,
            Outcomes.Any([.. outcomes.Select(o => o.Outcome)]),
            [.. outcomes.Where(o => o.Outcome == Outcome.Met).Select(o => o.RuleId)],
            [.. outcomes.Where(o => o.Outcome == Outcome.Unknown).Select(o => o.RuleId)],
            [.. rules.Where(r => r.Launches(profile)).Select(r => r.RuleId)],
            [.. outcomes.SelectMany(o => o.MissingFacts).Distinct()]);
    }
}

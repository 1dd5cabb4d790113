namespace Mesh.Statutes;

/// <summary>Whether a person is of the target group of the joint service: § 2.2 of 1369/2014 over one person's facts, any one of three rules.</summary>
public static class TargetGroup
{
    /// <summary>The rules, in the order of their ids.</summary>
    public static IReadOnlyList<TargetGroupRule> Rules { get; } =
        [new SubsidyDaysOfJointService(), new ContinuousUnemploymentUnder25(), new ContinuousUnemploymentFrom25()];

    /// <summary>Answers as of a legal date on facts as they were known on another (GEN-KNOW-1).</summary>
    /// <exception cref="ContradictoryFactsException">The facts as then known contradict each other.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static TargetGroupOutcome Evaluate(RecordedFacts facts, DateOnly asOf, DateOnly knownOn)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Evaluate(facts.AsKnownOn(knownOn).ForTargetGroup, asOf) with { KnownOn = knownOn };
    }

    /// <summary>Answers every rule in both profiles as of a legal date, on facts as the caller knows them.</summary>
    /// <exception cref="ContradictoryFactsException">The facts contradict each other; check <see cref="TargetGroupFacts.Violations"/> first.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static TargetGroupOutcome Evaluate(TargetGroupFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var era = Era.On(asOf);
        var violations = facts.Violations();
        return violations.Count > 0
            ? throw new ContradictoryFactsException(violations)
            : new(asOf, era, [.. Rules.Select(rule => rule.Assess(facts, asOf))]);
    }
}

/// <summary>Target group of the joint service: every rule, both profiles.</summary>
/// <param name="AsOf">The date it was answered for. Judged at the trigger; a birthday after it changes nothing (A6).</param>
/// <param name="Era">The era of that date, with the parties' names.</param>
/// <param name="Rules">Every rule, met or not.</param>
public sealed record TargetGroupOutcome(DateOnly AsOf, Era Era, IReadOnlyList<ProfiledAssessment> Rules)
{
    /// <summary>The date on which the facts were known; null when they are what the caller knew when it asked.</summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>True when one rule lies on a boundary: the case goes to a person.</summary>
    public bool BoundaryDiscrepancy => Rules.Any(r => r.BoundaryDiscrepancy);

    /// <summary>True when an outcome rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Rules.Any(r => r.Statute.IsUnverified || r.Report.IsUnverified);

    /// <summary>Met when one rule is; unknown when none is met but one is unknown; else not met.</summary>
    public Outcome Of(Profile profile) => Outcomes.Any([.. Rules.Select(r => r.Of(profile).Outcome)]);

    /// <summary>Rules that are met in the profile.</summary>
    public IReadOnlyList<string> RuleIdsMet(Profile profile) => [.. Rules.Where(r => r.Of(profile).Outcome == Outcome.Met).Select(r => r.RuleId)];

    /// <summary>Facts that would settle the profile's answer; empty when it is settled, or when the law in force was not read.</summary>
    public IReadOnlyList<string> MissingFacts(Profile profile) => Of(profile) != Outcome.Unknown
        ? []
        : [.. Rules.SelectMany(r => r.Of(profile).MissingFacts).Distinct()];

    /// <summary>The assessment of one rule.</summary>
    public ProfiledAssessment Rule(string ruleId) => Rules.Single(r => r.RuleId == ruleId);
}

namespace Mesh.Statutes;

/// <summary>Whether an activation plan is to be made: § 3 of 189/2001 over one person's facts.</summary>
public static class ActivationPlanEligibility
{
    /// <summary>The rules in the order of § 3.</summary>
    public static IReadOnlyList<ActivationPlanRule> Rules { get; } =
    [
        new SubsidyDaysUnder25(),
        new AllowanceMaximumUnder25(),
        new SocialAssistanceUnder25(),
        new SubsidyDaysFrom25(),
        new SubsidyAfterAllowanceFrom25(),
        new SocialAssistanceFrom25(),
    ];

    /// <summary>
    /// Answers as of a legal date on facts as they were known on another: what became known later is left out, so that a question about
    /// the past has the answer it had then (GEN-KNOW-1).
    /// </summary>
    /// <exception cref="ContradictoryFactsException">The facts as then known contradict each other.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static EligibilityOutcome Evaluate(RecordedFacts facts, DateOnly asOf, DateOnly knownOn)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Evaluate(facts.AsKnownOn(knownOn).ForActivationPlan, asOf) with { KnownOn = knownOn };
    }

    /// <summary>Answers every rule in both profiles as of a legal date, on facts as the caller knows them.</summary>
    /// <exception cref="ContradictoryFactsException">The facts contradict each other; check <see cref="ActivationPlanFacts.Violations"/> first.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static EligibilityOutcome Evaluate(ActivationPlanFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var era = Era.On(asOf);
        var violations = facts.Violations();
        return violations.Count > 0
            ? throw new ContradictoryFactsException(violations)
            : new(asOf, era, [.. Rules.Select(rule => rule.Assess(facts, asOf))]);
    }
}

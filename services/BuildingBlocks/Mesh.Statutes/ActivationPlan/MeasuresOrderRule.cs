namespace Mesh.Statutes;

/// <summary>What AKT-ORDER-1 asks for; owner the labour authority.</summary>
public sealed record MeasuresFacts
{
    /// <summary>Whether the job search is valid.</summary>
    public Fact<bool> JobSearchValid { get; init; }

    /// <summary>Day the employment plan was made.</summary>
    public Fact<DateOnly> EmploymentPlanMadeOn { get; init; }

    /// <summary>Day an interview is agreed for; agreed is enough here (AKT-ORDER-2).</summary>
    public Fact<DateOnly> InterviewBookedFor { get; init; }

    /// <summary>Day an interview was held.</summary>
    public Fact<DateOnly> InterviewHeldOn { get; init; }
}

/// <summary>
/// AKT-ORDER-1: measures start after the employment plan is made or an interview agreed. When the job search is not valid neither is
/// possible, and the social-care party must start anyway.
/// </summary>
public static class MeasuresOrderRule
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "AKT-ORDER-1";

    /// <summary>Why measures are blocked.</summary>
    public const string PlanMissing = "PLAN_MISSING";

    /// <summary>Where it is laid down.</summary>
    public static readonly Citation Citation = CitedTexts.PlanSection("§ 5.4");

    /// <summary>Decides.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static MeasuresOutcome Decide(MeasuresFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        _ = Era.On(asOf);
        var done = Outcomes.Any(
        [
            HappenedBy(facts.EmploymentPlanMadeOn, asOf),
            HappenedBy(facts.InterviewHeldOn, asOf),
            // An interview agreed for a later day is agreed today.
            IsThere(facts.InterviewBookedFor),
        ]);
        if (done == Outcome.Met)
        {
            return new(asOf, Outcome.Met, null, ByException: false, [], Citation);
        }

        if (facts.JobSearchValid is { IsKnown: true, Value: false })
        {
            return new(asOf, Outcome.Met, null, ByException: true, [], Citation);
        }

        // That nothing is made blocks only where it is known and the exception is known not to hold.
        var missing = MissingOf(facts);
        return missing.Count > 0
            ? new(asOf, Outcome.Unknown, null, ByException: false, missing, Citation)
            : new(asOf, Outcome.NotMet, PlanMissing, ByException: false, [], Citation);
    }

    private static Outcome IsThere(Fact<DateOnly> day) => day.State switch
    {
        FactState.Known => Outcome.Met,
        FactState.KnownNone => Outcome.NotMet,
        _ => Outcome.Unknown,
    };

    private static Outcome HappenedBy(Fact<DateOnly> day, DateOnly asOf) =>
        day.IsKnown && day.Value > asOf ? Outcome.NotMet : IsThere(day);

    private static List<string> MissingOf(MeasuresFacts facts) =>
    [
        .. new (FactState State, string Name)[]
        {
            (facts.JobSearchValid.State, FactNames.JobSearchValid),
            (facts.EmploymentPlanMadeOn.State, FactNames.EmploymentPlanMadeOn),
            (facts.InterviewBookedFor.State, FactNames.InterviewBookedFor),
            (facts.InterviewHeldOn.State, FactNames.InterviewHeldOn),
        }.Where(fact => fact.State == FactState.Unknown).Select(fact => fact.Name),
    ];
}

/// <summary>Whether measures may start.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="MayStart">Met, not met or unknown; unknown starts nothing.</param>
/// <param name="BlockedReason"><see cref="MeasuresOrderRule.PlanMissing"/> when not met; null otherwise.</param>
/// <param name="ByException">Whether they start because the job search is not valid.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record MeasuresOutcome(
    DateOnly AsOf, Outcome MayStart, string? BlockedReason, bool ByException, IReadOnlyList<string> MissingFacts, Citation Citation);

namespace Mesh.Statutes;

/// <summary>What AKT-ORDER-1 asks for; owner the labour authority. A fact left out is unknown.</summary>
public sealed record MeasuresFacts
{
    /// <summary>Whether the job search is valid; known none = there is no job search, so none that is valid.</summary>
    public Fact<bool> JobSearchValid { get; init; }

    /// <summary>Day the employment plan was made.</summary>
    public Fact<DateOnly> EmploymentPlanMadeOn { get; init; }

    /// <summary>Day an interview is agreed for; agreed is enough here (AKT-ORDER-2).</summary>
    public Fact<DateOnly> InterviewBookedFor { get; init; }

    /// <summary>Day an interview was held.</summary>
    public Fact<DateOnly> InterviewHeldOn { get; init; }

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(MeasuresFacts);
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

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        Id,
        "Measures start after the employment plan is made or an interview agreed; when the job search is not valid neither is possible, and the social-care party starts anyway.",
        Citation,
        RuleVersion.SinceE2(Citation));

    /// <summary>AKT-ORDER-2: what one rule of the act accepts, another does not.</summary>
    public static readonly RuleDescription HeldOrBooked = new(
        "AKT-ORDER-2",
        "AKT-ELIG-U25-3 needs the interview held; AKT-ORDER-1 accepts it booked.",
        CitedTexts.PlanSection("§§ 3 and 5.4"),
        RuleVersion.SinceE2(CitedTexts.PlanSection("§§ 3 and 5.4")));

    private static readonly Citation ExceptionCitation = CitedTexts.PlanSection("§ 5.4", "The exception stands in the act alone, not in the report.");

    /// <summary>Decides.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static MeasuresOutcome Decide(MeasuresFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var era = Era.On(asOf);
        var done = Outcomes.Any(
        [
            HappenedBy(facts.EmploymentPlanMadeOn, asOf),
            HappenedBy(facts.InterviewHeldOn, asOf),

            // "sovittu": the agreement counts, so its day is not held against the date. What was allowed yesterday is not blocked today
            // because the interview of yesterday is not in the register yet.
            IsThere(facts.InterviewBookedFor),
        ]);
        if (done == Outcome.Met)
        {
            return new(asOf, Outcome.Met, null, ByException: false, [], era.Cite(Citation));
        }

        if (facts.JobSearchValid is { State: FactState.KnownNone } or { IsKnown: true, Value: false })
        {
            return new(asOf, Outcome.Met, null, ByException: true, [], era.Cite(ExceptionCitation));
        }

        // That nothing is made blocks only where it is known and the exception is known not to hold.
        var missing = MissingOf(facts);
        return missing.Length > 0
            ? new(asOf, Outcome.Unknown, null, ByException: false, missing, era.Cite(Citation))
            : new(asOf, Outcome.NotMet, PlanMissing, ByException: false, [], era.Cite(Citation));
    }

    private static Outcome IsThere(Fact<DateOnly> day) => day.State switch
    {
        FactState.Known => Outcome.Met,
        FactState.KnownNone => Outcome.NotMet,
        _ => Outcome.Unknown,
    };

    private static Outcome HappenedBy(Fact<DateOnly> day, DateOnly asOf) =>
        day.IsKnown && day.Value > asOf ? Outcome.NotMet : IsThere(day);

    private static string[] MissingOf(MeasuresFacts facts) =>
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
    DateOnly AsOf, Outcome MayStart, string? BlockedReason, bool ByException, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{MeasuresOrderRule.Id} {MayStart}";
}

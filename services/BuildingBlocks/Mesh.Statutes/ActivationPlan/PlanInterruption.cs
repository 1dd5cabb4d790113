namespace Mesh.Statutes;

/// <summary>
/// AKT-INT-1…4: whether an authority's decision to interrupt an activation plan is valid. Its earliest day, the hearing before it, and
/// that the first valid decision stands.
/// </summary>
public static class PlanInterruption
{
    /// <summary>The wait since the ground began is not over.</summary>
    public const string TooEarly = "TOO_EARLY";

    /// <summary>The client was not heard before the decision, and let no proved opportunity pass.</summary>
    public const string HearingMissing = "HEARING_MISSING";

    /// <summary>A valid decision has been made.</summary>
    public const string AlreadyDecided = "ALREADY_DECIDED";

    /// <summary>What began is no ground.</summary>
    public const string GroundNotQualifying = "GROUND_NOT_QUALIFYING";

    /// <summary>AKT-INT-1.</summary>
    public static readonly RuleDescription EitherDecides = Since(
        "AKT-INT-1",
        "The labour authority or the social-care party decides whether a plan is interrupted; it may, and nothing is interrupted by itself.",
        CitedTexts.PlanSection("§ 5.5"));

    /// <summary>AKT-INT-2.</summary>
    public static readonly RuleDescription NotBefore = Since(
        "AKT-INT-2",
        "A plan is interrupted at the earliest when the wait has passed since a job, business or full-time studies that lead to an occupation or a degree began.",
        CitedTexts.PlanSection("§ 5.5", "\"noin kuukauden\" of the report is read as a full month (A7); that studies must be full-time stands in the report, that they lead to an occupation or a degree in the act."));

    /// <summary>AKT-INT-3.</summary>
    public static readonly RuleDescription HeardBefore = Since(
        "AKT-INT-3",
        "The client is heard before the decision; an unused opportunity counts as hearing when its invitation is proved.",
        CitedTexts.PlanSection("§ 5.5", "The Administrative Procedure Act (hallintolaki) § 34 is from memory."));

    private static readonly Citation OneOwner = new(
        "Product", "domain model 3.2, A16", Certainty.Unsure, Note: "No text orders two decisions; the plan's owner does.");

    /// <summary>AKT-INT-4.</summary>
    public static readonly RuleDescription FirstStands = Since(
        "AKT-INT-4",
        "The first valid decision stands; the other authority is told of it and cannot make a second.",
        OneOwner);

    /// <summary>Wait between the beginning of the ground and the earliest decision.</summary>
    public static readonly DatedFigure<int> WaitMonths = new(
        "AKT-INT-2 wait", "months",
        new DatedValue<int>(Era.E2.From, 1, CitedTexts.PlanSection("§ 5.5", "The report says \"noin kuukauden\" (A7)."), CitedTexts.CheckedOn));

    /// <summary>The earliest day of a decision, by the law of a day; null when the calendar has no such day.</summary>
    /// <param name="groundStartedOn">First day of the job, business or studies.</param>
    /// <param name="asOf">The day whose law is asked.</param>
    /// <exception cref="OutsideFormalisedLawException">The day asked about is before 2023.</exception>
    public static DateOnly? EarliestDecision(DateOnly groundStartedOn, DateOnly asOf)
    {
        var months = WaitMonths.On(asOf).Value;
        return groundStartedOn <= CivilTime.AddMonths(DateOnly.MaxValue, -months) ? CivilTime.AddMonths(groundStartedOn, months) : null;
    }

    /// <summary>Decides by the law of the day of the decision. An unknown fact never makes a decision valid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The authority or the ground is none of its enum.</exception>
    /// <exception cref="ContradictoryFactsException">Facts and command contradict each other; check <see cref="InterruptionFacts.Violations"/> first.</exception>
    /// <exception cref="OutsideFormalisedLawException">The decision is before 2023.</exception>
    public static InterruptionOutcome Decide(InterruptionFacts facts, InterruptionCommand command)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(command);
        if (!Enum.IsDefined(command.By) || (facts.Ground.IsKnown && !Enum.IsDefined(facts.Ground.Value)))
        {
            throw new ArgumentOutOfRangeException(nameof(command), "The authority or the ground is not one that the law tells apart.");
        }

        var asOf = command.DecidedOn;
        var lawful = EitherDecides.CiteOn(asOf);
        if (facts.Violations(command) is { Count: > 0 } violations)
        {
            throw new ContradictoryFactsException(violations);
        }

        var earliest = facts.GroundStartedOn.IsKnown ? EarliestDecision(facts.GroundStartedOn.Value, asOf) : null;
        if (facts.DecidedAlreadyBy is not null)
        {
            // Whatever else would be wrong with a second decision, there is none to make.
            return new(asOf, Outcome.NotMet, [new(FirstStands.Id, AlreadyDecided, FirstStands.CiteOn(asOf))], earliest, [], lawful);
        }

        (Outcome Outcome, RuleDescription Rule, string Code, string[] Missing)[] conditions =
        [
            (Qualifies(facts), NotBefore, GroundNotQualifying, MissingOfGround(facts)),
            (Waited(facts.GroundStartedOn, earliest, asOf), NotBefore, TooEarly, Unknown((facts.GroundStartedOn.State, FactNames.InterruptionGroundStartedOn))),
            (
                Heard(facts, command.DecidedAt), HeardBefore, HearingMissing,
                Unknown((facts.HeardAt.State, FactNames.ClientHeardAt), (facts.UnusedHearing.State, FactNames.UnusedHearing))),
        ];
        var valid = Outcomes.All([.. conditions.Select(c => c.Outcome)]);
        return new(
            asOf,
            valid,
            [.. conditions.Where(c => c.Outcome == Outcome.NotMet).Select(c => new InterruptionRefusal(c.Rule.Id, c.Code, c.Rule.CiteOn(asOf)))],
            earliest,
            valid == Outcome.Unknown ? [.. conditions.Where(c => c.Outcome == Outcome.Unknown).SelectMany(c => c.Missing)] : [],
            lawful);
    }

    private static Outcome Qualifies(InterruptionFacts facts) => facts.Ground switch
    {
        { State: FactState.Unknown } => Outcome.Unknown,
        { IsKnown: true, Value: InterruptionGround.Job or InterruptionGround.Business } => Outcome.Met,
        { IsKnown: true, Value: InterruptionGround.FullTimeStudies } => YesNo(facts.StudiesLeadToOccupationOrDegree),
        _ => Outcome.NotMet,
    };

    private static Outcome Waited(Fact<DateOnly> startedOn, DateOnly? earliest, DateOnly asOf) =>
        startedOn.State == FactState.Unknown ? Outcome.Unknown : earliest <= asOf ? Outcome.Met : Outcome.NotMet;

    // The same instant is not before.
    private static Outcome Heard(InterruptionFacts facts, DateTimeOffset decidedAt) => Outcomes.Any(
    [
        YesNo(facts.HeardAt.Map(at => at < decidedAt)),
        YesNo(facts.UnusedHearing.Map(unused => unused.InvitationProved && unused.OpportunityAt < decidedAt)),
    ]);

    private static Outcome YesNo(Fact<bool> fact) =>
        fact.State == FactState.Unknown ? Outcome.Unknown : fact is { IsKnown: true, Value: true } ? Outcome.Met : Outcome.NotMet;

    private static string[] MissingOfGround(InterruptionFacts facts) => facts.Ground.State == FactState.Unknown
        ? [FactNames.InterruptionGround]
        : [FactNames.StudiesLeadToOccupationOrDegree];

    private static string[] Unknown(params (FactState State, string Name)[] facts) =>
        [.. facts.Where(fact => fact.State == FactState.Unknown).Select(fact => fact.Name)];

    private static RuleDescription Since(string id, string statement, Citation citation) => new(id, statement, citation, RuleVersion.SinceE2(citation));
}

/// <summary>Why a decision to interrupt is not valid.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Code">For example <see cref="PlanInterruption.TooEarly"/>.</param>
/// <param name="Citation">Where the rule is laid down.</param>
public sealed record InterruptionRefusal(string RuleId, string Code, Citation Citation);

/// <summary>Whether a decision to interrupt a plan is valid.</summary>
/// <param name="AsOf">The day of the decision.</param>
/// <param name="IsValid">Met, not met or unknown; unknown interrupts nothing.</param>
/// <param name="Refusals">Every reason why not; empty unless not met.</param>
/// <param name="EarliestOn">The earliest day of a decision; null while the ground's beginning is not known.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down that an authority decides.</param>
public sealed record InterruptionOutcome(
    DateOnly AsOf,
    Outcome IsValid,
    IReadOnlyList<InterruptionRefusal> Refusals,
    DateOnly? EarliestOn,
    IReadOnlyList<string> MissingFacts,
    Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified || Refusals.Any(r => r.Citation.IsUnverified);

    /// <summary>Rule and outcome; the refusals are codes, but about a person.</summary>
    public override string ToString() => $"{PlanInterruption.EitherDecides.Id} {IsValid}";
}

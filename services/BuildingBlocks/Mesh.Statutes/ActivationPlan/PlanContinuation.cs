namespace Mesh.Statutes;

/// <summary>What AKT-INT-5 asks for. An agreement left out is unknown.</summary>
public sealed record ContinuationFacts
{
    /// <summary>Code of the violation of an agreement made before the plan was interrupted.</summary>
    public const string AgreedBeforeInterruption = "AGREED_BEFORE_INTERRUPTION";

    /// <summary>Day of the decision that interrupted the plan; null when it is not interrupted, which its owner always knows.</summary>
    public DateOnly? InterruptedOn { get; init; }

    /// <summary>Day the labour authority agreed.</summary>
    public Fact<DateOnly> LabourAuthorityAgreedOn { get; init; }

    /// <summary>Day the social-care party agreed.</summary>
    public Fact<DateOnly> SocialCareAgreedOn { get; init; }

    /// <summary>Day the client agreed.</summary>
    public Fact<DateOnly> ClientAgreedOn { get; init; }

    /// <summary>Every contradiction in the facts.</summary>
    public IReadOnlyList<FactViolation> Violations() =>
    [
        .. PlanContinuation.Agreements(this).Where(a => a.On.IsKnown && a.On.Value < InterruptedOn)
            .Select(a => new FactViolation(AgreedBeforeInterruption, a.FactName, a.On.Value)),
    ];

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(ContinuationFacts);
}

/// <summary>AKT-INT-5: an interrupted plan goes on by agreement of all three, and the review timer starts anew that day.</summary>
public static class PlanContinuation
{
    /// <summary>There is no interruption to end.</summary>
    public const string NotInterrupted = "NOT_INTERRUPTED";

    /// <summary>Somebody has not agreed.</summary>
    public const string AgreementMissing = "AGREEMENT_MISSING";

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "AKT-INT-5",
        "An interrupted plan may be continued by agreement of all three; the day of continuation restarts the review timer.",
        CitedTexts.PlanSection("§ 5.5", "That the day is that of the last agreement is a reading, as with signatures."),
        RuleVersion.SinceE2(CitedTexts.PlanSection("§ 5.5")));

    /// <summary>Decides. An agreement given later than the day asked about is none yet.</summary>
    /// <exception cref="ContradictoryFactsException">An agreement lies before the interruption.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static ContinuationOutcome Decide(ContinuationFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var citation = Rule.CiteOn(asOf);
        if (facts.Violations() is { Count: > 0 } violations)
        {
            throw new ContradictoryFactsException(violations);
        }

        var agreements = Agreements(facts);
        var all = Outcomes.All([.. agreements.Select(a => AgreedBy(a.On, asOf))]);
        if (facts.InterruptedOn is null || facts.InterruptedOn > asOf || all == Outcome.NotMet)
        {
            var code = all == Outcome.NotMet && facts.InterruptedOn <= asOf ? AgreementMissing : NotInterrupted;
            return new(asOf, Outcome.NotMet, code, null, null, [], citation);
        }

        if (all == Outcome.Unknown)
        {
            return new(asOf, Outcome.Unknown, null, null, null, [.. agreements.Where(a => a.On.State == FactState.Unknown).Select(a => a.FactName)], citation);
        }

        var continuesOn = agreements.Max(a => a.On.Value);
        return new(asOf, Outcome.Met, null, continuesOn, ReviewSchedule.After(continuesOn), [], citation);
    }

    internal static (string FactName, Fact<DateOnly> On)[] Agreements(ContinuationFacts facts) =>
    [
        (FactNames.LabourAuthorityAgreedOn, facts.LabourAuthorityAgreedOn),
        (FactNames.SocialCareAgreedOn, facts.SocialCareAgreedOn),
        (FactNames.ClientAgreedOn, facts.ClientAgreedOn),
    ];

    private static Outcome AgreedBy(Fact<DateOnly> on, DateOnly asOf) =>
        on.State == FactState.Unknown ? Outcome.Unknown : on.IsKnown && on.Value <= asOf ? Outcome.Met : Outcome.NotMet;
}

/// <summary>Whether a plan goes on.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="Continues">Met, not met or unknown; unknown continues nothing.</param>
/// <param name="Refusal">Why not; null unless not met.</param>
/// <param name="ContinuesOn">The day of the last agreement; null unless it goes on.</param>
/// <param name="NextReview">When the next review is due, counted from that day; null unless it goes on.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record ContinuationOutcome(
    DateOnly AsOf,
    Outcome Continues,
    string? Refusal,
    DateOnly? ContinuesOn,
    Deadline? NextReview,
    IReadOnlyList<string> MissingFacts,
    Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{PlanContinuation.Rule.Id} {Continues}";
}

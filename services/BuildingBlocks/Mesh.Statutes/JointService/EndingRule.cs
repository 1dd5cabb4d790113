namespace Mesh.Statutes;

/// <summary>A party's latest assessment of whether the joint service is still needed.</summary>
/// <param name="On">Day of the assessment.</param>
/// <param name="StillNeeded">Whether it is still needed.</param>
public readonly record struct EndAssessment(DateOnly On, bool StillNeeded)
{
    /// <summary>The type's name only: both values are about a person.</summary>
    public override string ToString() => nameof(EndAssessment);
}

/// <summary>The latest assessment of each party; known none = has not assessed; a party that is left out is unknown.</summary>
public sealed record EndingFacts
{
    /// <summary>Code of the violation of an assessment before the joint service started.</summary>
    public const string AssessedBeforeStart = "ASSESSED_BEFORE_START";

    /// <summary>Day the joint service started.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>Assessments by party.</summary>
    public IReadOnlyDictionary<JointServiceParty, Fact<EndAssessment>> Assessments { get; init; } = new Dictionary<JointServiceParty, Fact<EndAssessment>>();

    /// <summary>Every contradiction in the facts; empty when they may be evaluated.</summary>
    public IReadOnlyList<FactViolation> Violations() =>
    [
        .. Assessments.Where(a => a.Value.IsKnown && a.Value.Value.On < StartedOn).OrderBy(a => a.Key)
            .Select(a => new FactViolation(AssessedBeforeStart, EndingRule.AssessmentOf(a.Key), a.Value.Value.On)),
    ];

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(EndingFacts);
}

/// <summary>
/// TYP-END-1: the joint service ends only when labour authority, social care and Kela have each assessed that it is no longer needed. It
/// ends on the day of the last assessment; one dissent keeps it open.
/// </summary>
public static class EndingRule
{
    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-END-1",
        "The joint service ends when labour authority, social care and Kela have each assessed that it is no longer needed, on the day of the last assessment.",
        JointServiceAct.Section("§ 6"),
        JointServiceAct.Versions(JointServiceAct.Section("§ 6")));

    /// <summary>Decides as of a date; an assessment of a later day has not been made yet.</summary>
    /// <exception cref="ContradictoryFactsException">The facts contradict each other; check <see cref="EndingFacts.Violations"/> first.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static EndingOutcome Decide(EndingFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var citation = Rule.CiteOn(asOf);
        var violations = facts.Violations();
        if (violations.Count > 0)
        {
            throw new ContradictoryFactsException(violations);
        }

        var assessments = Enum.GetValues<JointServiceParty>()
            .Select(party => (Party: party, Fact: facts.Assessments.GetValueOrDefault(party)))
            .Select(a => a.Fact.IsKnown && a.Fact.Value.On > asOf ? (a.Party, Fact: Fact.KnownNone<EndAssessment>()) : a)
            .ToArray();
        JointServiceParty[] dissenting = [.. assessments.Where(a => a.Fact is { IsKnown: true, Value.StillNeeded: true }).Select(a => a.Party)];
        JointServiceParty[] notAssessed = [.. assessments.Where(a => a.Fact.State == FactState.KnownNone).Select(a => a.Party)];
        string[] unknown = [.. assessments.Where(a => a.Fact.State == FactState.Unknown).Select(a => AssessmentOf(a.Party))];
        var ended = dissenting.Length + notAssessed.Length > 0 ? Outcome.NotMet : unknown.Length > 0 ? Outcome.Unknown : Outcome.Met;
        return new(
            asOf,
            ended,
            ended == Outcome.Met ? assessments.Max(a => a.Fact.Value.On) : null,
            dissenting,
            notAssessed,
            ended == Outcome.Unknown ? unknown : [],
            citation);
    }

    /// <summary>Name of the fact of a party's assessment.</summary>
    internal static string AssessmentOf(JointServiceParty party) => party switch
    {
        JointServiceParty.LabourAuthority => "END_ASSESSED_BY_LABOUR_AUTHORITY",
        JointServiceParty.SocialCare => "END_ASSESSED_BY_SOCIAL_CARE",
        JointServiceParty.SocialInsurance => "END_ASSESSED_BY_SOCIAL_INSURANCE",
        _ => throw new ArgumentOutOfRangeException(nameof(party), party, "Not a party of the joint service."),
    };
}

/// <summary>Whether the joint service has ended.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="Ended">Met, not met or unknown.</param>
/// <param name="EndedOn">Day of the last of the three assessments; null unless ended.</param>
/// <param name="Dissenting">Who finds it still needed.</param>
/// <param name="NotAssessed">Who has not assessed.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record EndingOutcome(
    DateOnly AsOf,
    Outcome Ended,
    DateOnly? EndedOn,
    IReadOnlyList<JointServiceParty> Dissenting,
    IReadOnlyList<JointServiceParty> NotAssessed,
    IReadOnlyList<string> MissingFacts,
    Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{EndingRule.Rule.Id} {Ended}";
}

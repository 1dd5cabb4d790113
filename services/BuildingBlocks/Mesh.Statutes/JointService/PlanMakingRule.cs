namespace Mesh.Statutes;

/// <summary>Who makes a multisectoral employment plan.</summary>
public enum JointPlanSigner
{
    /// <summary>Labour authority.</summary>
    LabourAuthority = 1,

    /// <summary>Social-care party.</summary>
    SocialCare,

    /// <summary>The client.</summary>
    Client,

    /// <summary>Kela, only when its rehabilitation is in the plan.</summary>
    SocialInsurance,
}

/// <summary>A multisectoral employment plan (monialainen työllistymissuunnitelma), as far as TYP-PLAN-1 asks.</summary>
public sealed record JointPlanFacts
{
    /// <summary>Code of the violation of a signature before the joint service started.</summary>
    public const string SignedBeforeStart = "SIGNED_BEFORE_START";

    /// <summary>Day the joint service, and with it the mapping, started.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>Day each party signed; known none = has not; a party that is left out is unknown.</summary>
    public IReadOnlyDictionary<JointPlanSigner, Fact<DateOnly>> SignedOn { get; init; } = new Dictionary<JointPlanSigner, Fact<DateOnly>>();

    /// <summary>Rehabilitation by Kela is in the plan.</summary>
    public Fact<bool> ContainsSocialInsuranceRehabilitation { get; init; }

    /// <summary>Every contradiction in the facts; empty when they may be evaluated.</summary>
    public IReadOnlyList<FactViolation> Violations() =>
    [
        .. SignedOn.Where(s => s.Value.IsKnown && s.Value.Value < StartedOn).OrderBy(s => s.Key)
            .Select(s => new FactViolation(SignedBeforeStart, PlanMakingRule.SignatureOf(s.Key), s.Value.Value)),
    ];

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(JointPlanFacts);
}

/// <summary>
/// TYP-PLAN-1: labour authority, social care and the client make the plan within the mapping period; Kela signs only when its
/// rehabilitation is in it. A plan made late is flagged and valid.
/// </summary>
public static class PlanMakingRule
{
    /// <summary>Fact that settles whether Kela signs.</summary>
    public const string ContainsSocialInsuranceRehabilitation = "CONTAINS_SOCIAL_INSURANCE_REHABILITATION";

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-PLAN-1",
        "Labour authority, social care and the client make the plan within the mapping period; Kela joins when its rehabilitation is in it.",
        JointServiceAct.Section("§§ 4.1 and 4.3"),
        JointServiceAct.Versions(JointServiceAct.Section("§§ 4.1 and 4.3")));

    /// <summary>Decides as of a date; a signature of a later day has not been given yet.</summary>
    /// <exception cref="ContradictoryFactsException">The facts contradict each other; check <see cref="JointPlanFacts.Violations"/> first.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date or the start is before 2023.</exception>
    public static PlanMakingOutcome Decide(JointPlanFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var citation = Rule.CiteOn(asOf);
        var mapping = MappingPeriod.After(facts.StartedOn);
        var violations = facts.Violations();
        if (violations.Count > 0)
        {
            throw new ContradictoryFactsException(violations);
        }

        JointPlanSigner[] signers = [JointPlanSigner.LabourAuthority, JointPlanSigner.SocialCare, JointPlanSigner.Client];
        if (facts.ContainsSocialInsuranceRehabilitation is { IsKnown: true, Value: true })
        {
            signers = [.. signers, JointPlanSigner.SocialInsurance];
        }

        var signatures = signers.Select(s => (Signer: s, Day: facts.SignedOn.GetValueOrDefault(s))).ToArray();
        JointPlanSigner[] open = [.. signatures.Where(s => s.Day.State == FactState.KnownNone || (s.Day.IsKnown && s.Day.Value > asOf)).Select(s => s.Signer)];
        string[] unknown =
        [
            .. signatures.Where(s => s.Day.State == FactState.Unknown).Select(s => SignatureOf(s.Signer)),
            .. facts.ContainsSocialInsuranceRehabilitation.State == FactState.Unknown ? [ContainsSocialInsuranceRehabilitation] : Array.Empty<string>(),
        ];
        var made = open.Length > 0 ? Outcome.NotMet : unknown.Length > 0 ? Outcome.Unknown : Outcome.Met;
        return new(
            asOf,
            made,
            made == Outcome.Met ? signatures.Max(s => s.Day.Value) : null,
            mapping,
            open,
            made == Outcome.Unknown ? unknown : [],
            citation);
    }

    /// <summary>Name of the fact of a party's signature.</summary>
    internal static string SignatureOf(JointPlanSigner signer) => signer switch
    {
        JointPlanSigner.LabourAuthority => "SIGNED_BY_LABOUR_AUTHORITY",
        JointPlanSigner.SocialCare => "SIGNED_BY_SOCIAL_CARE",
        JointPlanSigner.Client => "SIGNED_BY_CLIENT",
        JointPlanSigner.SocialInsurance => "SIGNED_BY_SOCIAL_INSURANCE",
        _ => throw new ArgumentOutOfRangeException(nameof(signer), signer, "Not a party of the plan."),
    };
}

/// <summary>Whether the plan is made, and in time.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="Made">Met when all who make it have signed.</param>
/// <param name="MadeOn">Day of the last signature; null unless made.</param>
/// <param name="Mapping">The mapping period it belongs within.</param>
/// <param name="NotSigned">Who has not signed.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record PlanMakingOutcome(
    DateOnly AsOf,
    Outcome Made,
    DateOnly? MadeOn,
    RuleDeadline Mapping,
    IReadOnlyList<JointPlanSigner> NotSigned,
    IReadOnlyList<string> MissingFacts,
    Citation Citation)
{
    /// <summary>The mapping ended before the plan was made, or has ended without it. A flag: the plan is valid all the same.</summary>
    public bool IsLate => Mapping.Deadline.IsOverdue(MadeOn ?? AsOf);

    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified || Mapping.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{PlanMakingRule.Rule.Id} {Made}";
}

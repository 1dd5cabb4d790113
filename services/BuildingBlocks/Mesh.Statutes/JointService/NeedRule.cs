namespace Mesh.Statutes;

/// <summary>A professional's judgement of the need for the joint service. Reasons are texts about a person and stay with their author; here only that they exist.</summary>
public sealed record NeedAssessment
{
    /// <summary>Who judged; each of the three may alone.</summary>
    public required JointServiceParty AssessedBy { get; init; }

    /// <summary>Employment needs services of the labour authority.</summary>
    public Fact<bool> NeedsLabourAuthority { get; init; }

    /// <summary>Employment needs services of the social-care party.</summary>
    public Fact<bool> NeedsSocialCare { get; init; }

    /// <summary>Employment needs services of Kela.</summary>
    public Fact<bool> NeedsSocialInsurance { get; init; }

    /// <summary>The reason of the judgement is recorded.</summary>
    public bool ReasonRecorded { get; init; }

    /// <summary>Why services of Kela are not among those needed is recorded.</summary>
    public bool ReasonWithoutSocialInsuranceRecorded { get; init; }

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(NeedAssessment);
}

/// <summary>
/// TYP-NEED-1: of the target group, and employment requires services of labour authority, social care and Kela to be coordinated. The
/// word is "ja", yet the act itself makes Kela's part conditional (§ 4.3): the first two are demanded, and Kela's absence is warned of
/// and reasoned (A5).
/// </summary>
public static class NeedRule
{
    /// <summary>Warning: Kela is not marked.</summary>
    public const string SocialInsuranceNotMarked = "SOCIAL_INSURANCE_NOT_MARKED";

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-NEED-1",
        "The joint service is needed by who is of the target group and whose employment requires services of the labour authority, social care and Kela to be coordinated.",
        JointServiceAct.Section("§ 2.1", "That Kela's services may be missing, with a reason, is a reading (A5)."),
        JointServiceAct.Versions(JointServiceAct.Section("§ 2.1")));

    /// <summary>Decides in one profile.</summary>
    /// <param name="group">The target group as it was answered at the trigger (A6).</param>
    /// <param name="assessment">The judgement.</param>
    /// <param name="asOf">Day of the judgement.</param>
    /// <param name="profile">The wording that decides the target group.</param>
    /// <exception cref="ArgumentOutOfRangeException">The assessing party is none of the three, or the target group was answered for a later day.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static NeedOutcome Decide(TargetGroupOutcome group, NeedAssessment assessment, DateOnly asOf, Profile profile = Profile.Statute)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(assessment);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(group.AsOf, asOf, nameof(group));
        if (!Enum.IsDefined(assessment.AssessedBy))
        {
            throw new ArgumentOutOfRangeException(nameof(assessment), "The assessing party is not one of the three.");
        }

        var citation = Rule.CiteOn(asOf);
        var withoutInsurance = IsYes(assessment.NeedsSocialInsurance) != Outcome.Met;

        // A judgement without its reason is not finished: unknown, not "no".
        (Outcome Outcome, string Fact)[] conditions =
        [
            (IsYes(assessment.NeedsLabourAuthority), FactNames.NeedsLabourAuthority),
            (IsYes(assessment.NeedsSocialCare), FactNames.NeedsSocialCare),
            (assessment.ReasonRecorded ? Outcome.Met : Outcome.Unknown, FactNames.NeedReason),
            (assessment.ReasonWithoutSocialInsuranceRecorded || !withoutInsurance ? Outcome.Met : Outcome.Unknown, FactNames.ReasonWithoutSocialInsurance),
        ];
        var need = Outcomes.All([group.Of(profile), .. conditions.Select(c => c.Outcome)]);
        return new(
            asOf,
            profile,
            need,
            assessment.AssessedBy,
            group,
            withoutInsurance ? [SocialInsuranceNotMarked] : [],
            need != Outcome.Unknown ? [] : [.. group.MissingFacts(profile), .. conditions.Where(c => c.Outcome == Outcome.Unknown).Select(c => c.Fact)],
            citation);
    }

    private static Outcome IsYes(Fact<bool> fact) => fact switch
    {
        { State: FactState.Unknown } => Outcome.Unknown,
        { IsKnown: true, Value: true } => Outcome.Met,
        _ => Outcome.NotMet,
    };
}

/// <summary>Whether the joint service is needed.</summary>
/// <param name="AsOf">Day of the judgement.</param>
/// <param name="Profile">The wording that decided the target group.</param>
/// <param name="Need">Met, not met or unknown; unknown refers nobody.</param>
/// <param name="AssessedBy">Who judged.</param>
/// <param name="Group">The target group, with its evidence.</param>
/// <param name="Warnings">Codes to be shown; they block nothing.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record NeedOutcome(
    DateOnly AsOf,
    Profile Profile,
    Outcome Need,
    JointServiceParty AssessedBy,
    TargetGroupOutcome Group,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> MissingFacts,
    Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified || Group.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{NeedRule.Rule.Id} {Need}";
}

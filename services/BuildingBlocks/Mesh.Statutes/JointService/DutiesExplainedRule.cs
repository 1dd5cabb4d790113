namespace Mesh.Statutes;

/// <summary>TYP-PLAN-2: labour authority and social care have both explained the client's duties, at the latest on the day the plan is made.</summary>
public static class DutiesExplainedRule
{
    /// <summary>Fact: the labour authority has explained.</summary>
    public const string ByLabourAuthority = "DUTIES_EXPLAINED_BY_LABOUR_AUTHORITY";

    /// <summary>Fact: social care has explained.</summary>
    public const string BySocialCare = "DUTIES_EXPLAINED_BY_SOCIAL_CARE";

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-PLAN-2",
        "Labour authority and social care explain the client's duties before or when the plan is made.",
        JointServiceAct.Section("§ 5.3"),
        JointServiceAct.Versions(JointServiceAct.Section("§ 5.3")));

    /// <summary>Decides.</summary>
    /// <param name="byLabourAuthority">Day the labour authority explained; known none = it has not.</param>
    /// <param name="bySocialCare">Day social care explained; known none = it has not.</param>
    /// <param name="planMadeOn">Day the plan is made, whose law governs.</param>
    /// <exception cref="OutsideFormalisedLawException">The plan is made before 2023.</exception>
    public static DutiesExplainedOutcome Decide(Fact<DateOnly> byLabourAuthority, Fact<DateOnly> bySocialCare, DateOnly planMadeOn)
    {
        var citation = Rule.CiteOn(planMadeOn);
        (DecidingAuthority Authority, string Fact, Outcome Outcome)[] explained =
        [
            (DecidingAuthority.LabourAuthority, ByLabourAuthority, InTime(byLabourAuthority, planMadeOn)),
            (DecidingAuthority.SocialCare, BySocialCare, InTime(bySocialCare, planMadeOn)),
        ];
        var outcome = Outcomes.All([.. explained.Select(e => e.Outcome)]);
        return new(
            planMadeOn,
            outcome,
            [.. explained.Where(e => e.Outcome == Outcome.NotMet).Select(e => e.Authority)],
            outcome != Outcome.Unknown ? [] : [.. explained.Where(e => e.Outcome == Outcome.Unknown).Select(e => e.Fact)],
            citation);
    }

    private static Outcome InTime(Fact<DateOnly> day, DateOnly planMadeOn) => day.State switch
    {
        FactState.Known => day.Value <= planMadeOn ? Outcome.Met : Outcome.NotMet,
        FactState.KnownNone => Outcome.NotMet,
        _ => Outcome.Unknown,
    };
}

/// <summary>Whether the client's duties were explained in time.</summary>
/// <param name="AsOf">Day the plan is made.</param>
/// <param name="Explained">Met when both have.</param>
/// <param name="NotExplainedBy">Who has not, or too late.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record DutiesExplainedOutcome(
    DateOnly AsOf, Outcome Explained, IReadOnlyList<DecidingAuthority> NotExplainedBy, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{DutiesExplainedRule.Rule.Id} {Explained}";
}

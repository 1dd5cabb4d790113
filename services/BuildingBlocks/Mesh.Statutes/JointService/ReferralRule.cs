namespace Mesh.Statutes;

/// <summary>TYP-REF-1: the authority that found the need refers the client to the joint service. Deciding refers nobody; that is a professional's act.</summary>
public static class ReferralRule
{
    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-REF-1",
        "The authority that assessed the need refers the client to the joint service when the need is found.",
        JointServiceAct.Section("§ 2.3"),
        JointServiceAct.Versions(JointServiceAct.Section("§ 2.3")));

    /// <summary>Decides, by the law of the day of the judgement.</summary>
    public static JointReferralOutcome Decide(NeedOutcome need)
    {
        ArgumentNullException.ThrowIfNull(need);
        return new(
            need.AsOf, need.Need, need.Need == Outcome.Met ? need.AssessedBy : null, need.MissingFacts, need.IsUnverified, Rule.CiteOn(need.AsOf));
    }
}

/// <summary>Who refers.</summary>
/// <param name="AsOf">Day of the judgement.</param>
/// <param name="Owed">Met when the referral is owed; unknown when the need is.</param>
/// <param name="ReferredBy">Who refers; null unless met.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="NeedIsUnverified">The need it follows from rests on a text that was not read.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record JointReferralOutcome(
    DateOnly AsOf, Outcome Owed, JointServiceParty? ReferredBy, IReadOnlyList<string> MissingFacts, bool NeedIsUnverified, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => NeedIsUnverified || Citation.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{ReferralRule.Rule.Id} {Owed}";
}

namespace Mesh.Statutes;

/// <summary>Kinds of joint service.</summary>
public enum JointServiceKind
{
    /// <summary>Multisectoral joint service; from 2025 promoting employment multisectorally.</summary>
    Multisectoral = 1,

    /// <summary>Joint support for the young (nuorten monialaisen tuen yhteispalvelu), from 2025.</summary>
    SupportForTheYoung = 2,
}

/// <summary>
/// TYP-KIND: which kinds of joint service there are on a date. The second track of 381/2023 is known to exist; whom it is for and
/// what it demands was not read, so that no rule TYP-* answers for it.
/// </summary>
public static class JointServiceKindRule
{
    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-KIND",
        "Beside the multisectoral joint service there is, from 2025, joint support for the young.",
        JointServiceAct.Section("the act"),
        JointServiceAct.Versions(JointServiceAct.Section("the act")));

    private static readonly Citation Young = JointServiceAct.Successor with
    {
        Section = "joint support for the young",
        Note = "That 381/2023 has this second track is known; its sections were not read, and its conditions are not formalised.",
    };

    /// <summary>Whether a kind can be opened on a date, and whether its conditions are formalised.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of its enum.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static JointServiceKindOutcome Decide(JointServiceKind kind, DateOnly asOf)
    {
        var multisectoral = Rule.CiteOn(asOf);
        return kind switch
        {
            JointServiceKind.Multisectoral => new(asOf, kind, Outcome.Met, Rule.On(asOf).Era == Era.E2, multisectoral),
            JointServiceKind.SupportForTheYoung => new(
                asOf, kind, asOf < Era.E3.From ? Outcome.NotMet : Outcome.Met, ConditionsFormalised: false, Rule.Cite(Young, asOf)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of joint service."),
        };
    }
}

/// <summary>Whether there is a kind of joint service.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Exists">Met when it can be opened.</param>
/// <param name="ConditionsFormalised">False when whom it is for was not read: a person decides, and no rule here helps.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record JointServiceKindOutcome(DateOnly AsOf, JointServiceKind Kind, Outcome Exists, bool ConditionsFormalised, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;
}

namespace Mesh.Statutes;

/// <summary>Answer of a criterion, a rule or a set of rules.</summary>
public enum Outcome
{
    /// <summary>A fact that would settle it is unknown. Zero, because unknown is never "no".</summary>
    Unknown = 0,

    /// <summary>Not met.</summary>
    NotMet = 1,

    /// <summary>Met.</summary>
    Met = 2,
}

/// <summary>Three-valued logic of outcomes.</summary>
public static class Outcomes
{
    /// <summary>Met when all are; not met when one is not, whatever is unknown; else unknown.</summary>
    public static Outcome All(IReadOnlyCollection<Outcome> outcomes) =>
        outcomes.Contains(Outcome.NotMet) ? Outcome.NotMet
        : outcomes.Contains(Outcome.Unknown) ? Outcome.Unknown
        : Outcome.Met;

    /// <summary>Met when one is, whatever is unknown; else unknown when one is unknown; else not met.</summary>
    public static Outcome Any(IReadOnlyCollection<Outcome> outcomes) =>
        outcomes.Contains(Outcome.Met) ? Outcome.Met
        : outcomes.Contains(Outcome.Unknown) ? Outcome.Unknown
        : Outcome.NotMet;
}

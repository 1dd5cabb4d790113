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
    public static Outcome All(IReadOnlyCollection<Outcome> outcomes) => outcomes.Aggregate(Outcome.Met, Both);

    /// <summary>Met when one is, whatever is unknown; else unknown when one is unknown; else not met.</summary>
    public static Outcome Any(IReadOnlyCollection<Outcome> outcomes) => outcomes.Aggregate(Outcome.NotMet, Either);

    /// <summary>Met when both are; not met when one is not; else unknown.</summary>
    public static Outcome Both(Outcome one, Outcome other) =>
        one == Outcome.NotMet || other == Outcome.NotMet ? Outcome.NotMet
        : one == Outcome.Unknown || other == Outcome.Unknown ? Outcome.Unknown
        : Outcome.Met;

    /// <summary>Met when one is; unknown when neither is but one is unknown; else not met.</summary>
    public static Outcome Either(Outcome one, Outcome other) =>
        one == Outcome.Met || other == Outcome.Met ? Outcome.Met
        : one == Outcome.Unknown || other == Outcome.Unknown ? Outcome.Unknown
        : Outcome.NotMet;
}

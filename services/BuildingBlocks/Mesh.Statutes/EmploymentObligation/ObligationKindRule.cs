namespace Mesh.Statutes;

/// <summary>What the municipality may be obliged to arrange.</summary>
public enum ObligationKind
{
    /// <summary>Work.</summary>
    Work = 1,

    /// <summary>Rehabilitation.</summary>
    Rehabilitation = 2,

    /// <summary>Training.</summary>
    Training = 3,
}

/// <summary>
/// VEL-KIND: the obligation is to arrange work, rehabilitation or training, for eligible groups. The groups are not in the sources: the
/// labour authority says whether a person belongs to one.
/// </summary>
public static class ObligationKindRule
{
    /// <summary>Fact: the person belongs to a group to which the obligation extends (age, allowance days); owner the labour authority.</summary>
    public const string InEligibleGroup = "IN_ELIGIBLE_GROUP_OF_OBLIGATION";

    /// <summary>What holds after the rules as read: they hold to 1 September 2024, that day included.</summary>
    public static readonly Citation Amended = new(
        EmploymentServicesAct.ObligationProposal, "employment obligation", Certainty.Unsure,
        Note: "A summary of the proposal was read; what was enacted was not.");

    private static readonly RuleVersion Unverified = new(Era.E2, true, Amended, Begins: new(2024, 9, 2));

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "VEL-KIND",
        "The employment obligation is to arrange work, rehabilitation or training, for eligible groups.",
        new(
            EmploymentServicesAct.ObligationProposal, "employment obligation", Certainty.Source,
            Note: "A summary of the proposal was read. 916/2012 ch. 11 limits the group; how, is not in the sources."),
        Versions(EmploymentServicesAct.ObligationSlide()));

    /// <summary>Decides.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of its enum.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static ObligationKindOutcome Decide(ObligationKind kind, Fact<bool> inEligibleGroup, DateOnly asOf)
    {
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "The obligation is to arrange work, rehabilitation or training.");
        }

        var citation = Rule.CiteOn(asOf);
        var extends = inEligibleGroup switch
        {
            { State: FactState.Unknown } => Outcome.Unknown,
            { IsKnown: true, Value: true } => Outcome.Met,
            _ => Outcome.NotMet,
        };
        return new(asOf, kind, extends, extends == Outcome.Unknown ? [InEligibleGroup] : [], citation);
    }

    /// <summary>The versions of every rule VEL-*: as read, unverified after it, and by the successor act.</summary>
    internal static IReadOnlyList<RuleVersion> Versions(Citation read) =>
    [
        new(Era.E2, true, read),
        Unverified,
        new(Era.E3, true, EmploymentServicesAct.Successor with { Certainty = Amended.Certainty }),
        new(Era.E4, true, EmploymentServicesAct.SuccessorInE4),
    ];
}

/// <summary>Whether the obligation extends to a person.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="Kind">What would be arranged.</param>
/// <param name="Extends">Met, not met or unknown.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record ObligationKindOutcome(
    DateOnly AsOf, ObligationKind Kind, Outcome Extends, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{ObligationKindRule.Rule.Id} {Extends}";
}

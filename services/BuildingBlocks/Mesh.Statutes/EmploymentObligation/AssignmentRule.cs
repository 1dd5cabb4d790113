namespace Mesh.Statutes;

/// <summary>
/// VEL-1: the labour authority may assign to the client's home municipality a duty to arrange work for six months. It may; that it does
/// is a professional's decision.
/// </summary>
public static class AssignmentRule
{
    /// <summary>Fact: the municipality asked is the client's home municipality.</summary>
    public const string IsHomeMunicipality = "IS_HOME_MUNICIPALITY";

    /// <summary>Reason: a duty may be assigned to the home municipality alone.</summary>
    public const string NotHomeMunicipality = "NOT_HOME_MUNICIPALITY";

    /// <summary>Reason: the obligation does not extend to the person.</summary>
    public const string NotInEligibleGroup = "NOT_IN_ELIGIBLE_GROUP";

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "VEL-1",
        "The labour authority may assign to the home municipality a duty to arrange work for the given months.",
        EmploymentServicesAct.ObligationSlide("916/2012 ch. 11 is from memory."),
        ObligationKindRule.Versions(EmploymentServicesAct.ObligationSlide()));

    /// <summary>Decides.</summary>
    /// <param name="kind">What the municipality is to arrange (VEL-KIND).</param>
    /// <param name="inEligibleGroup">Whether the obligation extends to the person; the labour authority's to say.</param>
    /// <param name="isHomeMunicipality">Whether the municipality is the client's home municipality.</param>
    /// <param name="asOf">Day of the assignment.</param>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static AssignmentOutcome Decide(ObligationKind kind, Fact<bool> inEligibleGroup, Fact<bool> isHomeMunicipality, DateOnly asOf)
    {
        var extends = ObligationKindRule.Decide(kind, inEligibleGroup, asOf);
        var isHome = isHomeMunicipality switch
        {
            { State: FactState.Unknown } => Outcome.Unknown,
            { IsKnown: true, Value: true } => Outcome.Met,
            _ => Outcome.NotMet,
        };
        var may = Outcomes.All([extends.Extends, isHome]);
        return new(
            asOf,
            may,
            [
                .. extends.Extends == Outcome.NotMet ? [NotInEligibleGroup] : Array.Empty<string>(),
                .. isHome == Outcome.NotMet ? [NotHomeMunicipality] : Array.Empty<string>(),
            ],
            may != Outcome.Unknown ? [] : [.. extends.MissingFacts, .. isHome == Outcome.Unknown ? [IsHomeMunicipality] : Array.Empty<string>()],
            [Rule.CiteOn(asOf), extends.Citation]);
    }
}

/// <summary>Whether a duty may be assigned.</summary>
/// <param name="AsOf">Day of the assignment.</param>
/// <param name="MayAssign">Met, not met or unknown; unknown assigns nothing.</param>
/// <param name="Reasons">Why not.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citations">Where it is laid down, and where the kinds and groups are.</param>
public sealed record AssignmentOutcome(
    DateOnly AsOf, Outcome MayAssign, IReadOnlyList<string> Reasons, IReadOnlyList<string> MissingFacts, IReadOnlyList<Citation> Citations)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citations.Any(c => c.IsUnverified);

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{AssignmentRule.Rule.Id} {MayAssign}";
}

namespace Mesh.Statutes;

/// <summary>
/// AKT-START-PRIO: who starts the activation plan. Unemployment benefit, alone or beside social assistance: the labour authority. Only
/// social assistance because of unemployment: the social-care party.
/// </summary>
public static class StartingAuthorityRule
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "AKT-START-PRIO";

    /// <summary>Where it is laid down.</summary>
    public static readonly Citation Citation = CitedTexts.Handbook(
        "Aktivointisuunnitelman käynnistäminen", "189/2001 §§ 5.2 and 5.3 lay a duty on each authority; that the labour authority goes first is guidance.");

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        Id,
        "The labour authority starts the activation plan of whoever is paid an unemployment benefit, alone or beside social assistance; the social-care party that of whoever is paid social assistance because of unemployment alone.",
        Citation,
        RuleVersion.SinceE2(Citation));

    /// <summary>
    /// Decides. Assistance alone never settles it while the benefit is unknown: the case would be taken from the authority that goes first.
    /// </summary>
    /// <param name="unemploymentBenefitPaid">Whether an unemployment benefit is being paid; owner Kela or the fund; known none = no.</param>
    /// <param name="socialAssistancePaid">Whether social assistance because of unemployment is being paid; owner Kela; known none = no.</param>
    /// <param name="asOf">The date asked about.</param>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static StartingAuthorityOutcome Decide(Fact<bool> unemploymentBenefitPaid, Fact<bool> socialAssistancePaid, DateOnly asOf)
    {
        var citation = Era.On(asOf).Cite(Citation);
        if (IsYes(unemploymentBenefitPaid))
        {
            // With benefit it is the labour authority whatever else is paid, so the other fact need not be known.
            return new(asOf, DecidingAuthority.LabourAuthority, [], citation);
        }

        var missing = new List<string>();
        if (unemploymentBenefitPaid.State == FactState.Unknown)
        {
            missing.Add(FactNames.UnemploymentBenefitPaid);
        }

        if (socialAssistancePaid.State == FactState.Unknown)
        {
            missing.Add(FactNames.SocialAssistancePaid);
        }

        return missing.Count > 0
            ? new(asOf, null, missing, citation)
            : new(asOf, IsYes(socialAssistancePaid) ? DecidingAuthority.SocialCare : null, [], citation);
    }

    private static bool IsYes(Fact<bool> fact) => fact is { IsKnown: true, Value: true };
}

/// <summary>Who starts.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="StartedBy">Null when a fact is missing; also when neither benefit is paid, so that nobody starts.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record StartingAuthorityOutcome(
    DateOnly AsOf, DecidingAuthority? StartedBy, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>The rule only: who starts tells what somebody lives on.</summary>
    public override string ToString() => StartingAuthorityRule.Id;
}

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
    public static readonly Citation Citation = new(
        "THL", "handbook for rehabilitative work activity", Certainty.Verified, Note: "Excerpts read on 22.11.2026; guidance, not an enacted text.");

    /// <summary>Decides.</summary>
    /// <param name="unemploymentBenefitPaid">Whether an unemployment benefit is being paid; owner Kela or the fund.</param>
    /// <param name="socialAssistancePaid">Whether social assistance because of unemployment is being paid; owner Kela.</param>
    /// <param name="asOf">The date asked about.</param>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static StartingAuthorityOutcome Decide(Fact<bool> unemploymentBenefitPaid, Fact<bool> socialAssistancePaid, DateOnly asOf)
    {
        _ = Era.On(asOf);
        if (IsYes(unemploymentBenefitPaid))
        {
            // With benefit it is the labour authority whatever else is paid, so the other fact need not be known.
            return new(asOf, DecidingAuthority.LabourAuthority, [], Citation);
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
            ? new(asOf, null, missing, Citation)
            : new(asOf, IsYes(socialAssistancePaid) ? DecidingAuthority.SocialCare : null, [], Citation);
    }

    private static bool IsYes(Fact<bool> fact) => fact is { IsKnown: true, Value: true };
}

/// <summary>Who starts.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="StartedBy">Null when a fact is missing; also when neither benefit is paid, so that nobody starts.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record StartingAuthorityOutcome(
    DateOnly AsOf, DecidingAuthority? StartedBy, IReadOnlyList<string> MissingFacts, Citation Citation);

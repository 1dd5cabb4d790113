namespace Mesh.Statutes;

/// <summary>
/// KTT-ORG-2: whom each mode of provision lets provide the work activity. Companies and doubtful forms are not asked about here: a
/// company may provide it in no mode (KTT-PROV-1), and a doubtful form is for a lawyer in every mode (A9).
/// </summary>
public static class ProvisionModeRule
{
    /// <summary>The provider's legal form cannot provide in this mode.</summary>
    public const string FormNotOfMode = "FORM_NOT_OF_MODE";

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "KTT-ORG-2",
        "The region provides the work activity itself, together with other regions by agreement, by contract from elsewhere such as a municipality or an association, or in horizontal cooperation between contracting authorities when the procurement conditions are met.",
        CitedTexts.ReportSlide(
            "Kuntouttavan työtoiminnan järjestäminen",
            "The sections of the act (§§ 6 and 13 b) are from memory; so is that the State and parishes are contracting authorities as municipalities are."),
        RuleVersion.SinceE2(CitedTexts.ReportSlide("Kuntouttavan työtoiminnan järjestäminen")));

    private static readonly LegalForm[] ContractingAuthorities =
        [LegalForm.WellbeingServicesCounty, LegalForm.Municipality, LegalForm.State, LegalForm.Parish];

    /// <summary>Whether a form that is neither a company nor doubtful may provide in a mode.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="provider">Legal form of the provider.</param>
    /// <param name="organiser">Legal form of the organiser: the region, in Helsinki the City.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mode is none of its enum.</exception>
    public static bool Allows(ProvisionMode mode, LegalForm provider, LegalForm organiser) => mode switch
    {
        ProvisionMode.Own => provider == organiser,
        ProvisionMode.WithOtherRegions => provider == LegalForm.WellbeingServicesCounty,
        ProvisionMode.Horizontal => ContractingAuthorities.Contains(provider),
        ProvisionMode.Contract => true,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There are four modes."),
    };
}

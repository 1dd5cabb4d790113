namespace Mesh.Statutes;

/// <summary>Duties and rights of the activation plan's parties that are no calculation: described here, carried out in the services.</summary>
public static class ActivationPlanDuties
{
    /// <summary>AKT-START-T.</summary>
    public static readonly RuleDescription LabourAuthorityStarts = Since(
        "AKT-START-T",
        "The labour authority finds the need while making the employment plan, or on Kela's information, and invites the social-care party without delay.",
        CitedTexts.PlanSection("§ 5.2"));

    /// <summary>AKT-START-H.</summary>
    public static readonly RuleDescription SocialCareStarts = Since(
        "AKT-START-H",
        "The social-care party acts without delay on Kela's notice of prolonged basic social assistance and invites the labour authority.",
        CitedTexts.PlanSection("§ 5.3", "The duty was read; the section of Kela's notice is unsure."));

    /// <summary>AKT-DRAFT-1.</summary>
    public static readonly RuleDescription DraftedTogether = Since(
        "AKT-DRAFT-1",
        "Labour authority, social-care party and client draft the plan together; a client who meets the criteria has a duty to take part and may have a support person.",
        CitedTexts.PlanSection("§§ 5 and 10"));

    /// <summary>AKT-DUTY-1.</summary>
    public static readonly RuleDescription ClientTakesPart = Since(
        "AKT-DUTY-1",
        "The client takes part in the services agreed and, when needed, in reviewing the plan; what follows otherwise is benefit law and outside this library.",
        CitedTexts.PlanSection("§ 10"));

    /// <summary>AKT-RIGHT-1.</summary>
    public static readonly RuleDescription ClientHasRight = Since(
        "AKT-RIGHT-1",
        "The client has a right to social, health, rehabilitation and education services as their laws say, and to individually agreed employment services within the labour authority's appropriations.",
        CitedTexts.PlanSection("§ 11"));

    private static RuleDescription Since(string id, string statement, Citation citation) => new(id, statement, citation, RuleVersion.SinceE2(citation));
}

namespace Mesh.Statutes;

/// <summary>
/// The source documents behind the rules of cooperation. None of them is an act: they bind as the product's way of working, and an
/// outcome says so by its citation.
/// </summary>
public static class CooperationTexts
{
    /// <summary>OTE key project: checklist and model for people with partial work ability, 2016–2018.</summary>
    public const string PartialWorkAbilityModel = "OTE-kärkihanke";

    /// <summary>South Karelia's interim report on service paths, December 2021.</summary>
    public const string ServicePathReport = "Etelä-Karjala, palvelupolut";

    /// <summary>TEOT's final report, Vantaa and Kerava.</summary>
    public const string TeotReport = "TEOT";

    /// <summary>A chapter of the OTE model.</summary>
    public static Citation Model(string chapter, string? note = null) => new(PartialWorkAbilityModel, chapter, Certainty.Source, Note: note);

    /// <summary>A chapter of South Karelia's report.</summary>
    public static Citation ServicePaths(string chapter, string? note = null) => new(ServicePathReport, chapter, Certainty.Source, Note: note);

    /// <summary>A chapter of TEOT's report.</summary>
    public static Citation Teot(string chapter, string? note = null) => new(TeotReport, chapter, Certainty.Source, Note: note);

    /// <summary>
    /// A rule of cooperation described. It rests on a source document and not on a text of an era, so no later era makes it less sure.
    /// </summary>
    internal static RuleDescription Rule(string id, string statement, Citation citation) =>
        new(id, statement, citation, [new(Era.E2, InForce: true, citation)]);
}

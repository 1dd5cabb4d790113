namespace Mesh.Statutes;

/// <summary>The texts this library cites, and the day they were last looked at.</summary>
public static class CitedTexts
{
    /// <summary>Act on Rehabilitative Work Activity (laki kuntouttavasta työtoiminnasta), home of the activation plan.</summary>
    public const string RehabilitativeWorkActivityAct = "189/2001";

    /// <summary>Act on the Calculation of Statutory Time (laki säädettyjen määräaikain laskemisesta).</summary>
    public const string StatutoryTimeAct = "150/1930";

    /// <summary>The Kuntaliitto/Hyvil report, whose slides are the REPORT profile.</summary>
    public const string MunicipalitiesReport = "Kuntaliitto/Hyvil";

    /// <summary>Government proposal on the multisectoral employment plan; the enacted text was not read.</summary>
    public const string PlanReformProposal = "HE 109/2025";

    /// <summary>THL's handbook for rehabilitative work activity: official guidance, read in excerpts.</summary>
    public const string RehabilitativeWorkHandbook = "THL, kuntouttavan työtoiminnan käsikirja";

    /// <summary>Day on which every figure of the first edition was last compared with its text.</summary>
    public static readonly DateOnly CheckedOn = new(2026, 11, 22);

    /// <summary>A section of 189/2001 on the activation plan in the wording of 937/2012, which was read.</summary>
    public static Citation PlanSection(string item, string? note = null) =>
        new(RehabilitativeWorkActivityAct, item, Certainty.Verified, "937/2012", note);

    /// <summary>A section of 189/2001 in its original wording, which was read; later amendments of it were not.</summary>
    public static Citation OriginalSection(string item, string? note = null) =>
        new(RehabilitativeWorkActivityAct, item, Certainty.Verified, Note: note);

    /// <summary>A subject of THL's handbook.</summary>
    public static Citation Handbook(string subject, string? note = null) =>
        new(RehabilitativeWorkHandbook, subject, Certainty.Source, Note: note);

    /// <summary>A slide of the report, as the source document words it.</summary>
    public static Citation ReportSlide(string slide, string? note = null) =>
        new(MunicipalitiesReport, slide, Certainty.Source, Note: note);
}

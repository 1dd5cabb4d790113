namespace Mesh.Statutes;

/// <summary>The acts on public employment services, home of the employment obligation and of pay subsidy, as the rules VEL-* and PAL-* cite them.</summary>
public static class EmploymentServicesAct
{
    /// <summary>Act on public employment and business services; its text was not read.</summary>
    public const string Act = "916/2012";

    /// <summary>The act that replaced it in 2025; its text was not read.</summary>
    public const string SuccessorAct = "380/2023";

    /// <summary>Government proposal that changes the employment obligation; its summary was read.</summary>
    public const string ObligationProposal = "HE 13/2024";

    /// <summary>Government proposal on the pay-subsidy reform of 1.7.2023; its summary was read.</summary>
    public const string SubsidyReformProposal = "HE 175/2022";

    /// <summary>Government proposal that takes most pay subsidy from municipal employers; its summary was read.</summary>
    public const string MunicipalEmployersProposal = "HE 120/2024";

    /// <summary>Työmarkkinatori: the authorities' own guidance.</summary>
    public const string Guidance = "Työmarkkinatori";

    /// <summary>What is in force from 2025.</summary>
    public static readonly Citation Successor = new(SuccessorAct, "the act", Certainty.FromMemory, Note: "That it replaced 916/2012 is known; its sections were not read.");

    /// <summary>The same in E4, of which less is known.</summary>
    public static readonly Citation SuccessorInE4 = Successor with { Certainty = Era.E4.Citation.Certainty };

    /// <summary>The chapter on the employment obligation, which also limits the group.</summary>
    public static Citation ObligationChapter(string note) => new(Act, "ch. 11", Certainty.FromMemory, Note: note);

    /// <summary>The report on the employment obligation.</summary>
    public static Citation ObligationSlide(string? note = null) => CitedTexts.ReportSlide("Velvoitetyöllistäminen", note);
}

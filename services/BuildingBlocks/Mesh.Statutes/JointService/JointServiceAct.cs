namespace Mesh.Statutes;

/// <summary>The act on the joint service and the one that replaced it, as the rules TYP-* cite them.</summary>
public static class JointServiceAct
{
    /// <summary>Act on multisectoral joint service promoting employment (laki työllistymistä edistävästä monialaisesta yhteispalvelusta).</summary>
    public const string Act = "1369/2014";

    /// <summary>Act on promoting employment multisectorally (laki työllistymisen monialaisesta edistämisestä). Only its name and the repeal were read.</summary>
    public const string SuccessorAct = "381/2023";

    /// <summary>What is in force from 2025.</summary>
    public static readonly Citation Successor = new(
        SuccessorAct, "the act", Certainty.FromMemory, Note: "Repeals 1369/2014; its sections were not read. From memory its target group has other thresholds.");

    private static readonly Citation SuccessorInE4 = Successor with
    {
        Certainty = Certainty.Unsure,
        Note = $"{Successor.Note} {CitedTexts.PlanReformProposal} widens the multisectoral employment plan; the enacted text was not read.",
    };

    /// <summary>A section in its original wording.</summary>
    public static Citation Section(string item, string? note = null) => new(Act, item, Certainty.Verified, Note: note);

    /// <summary>A section in the wording of 935/2022.</summary>
    public static Citation AmendedSection(string item, string? note = null) => new(Act, item, Certainty.Verified, "935/2022", note);

    /// <summary>A slide of the report on the joint service.</summary>
    public static Citation Slide(string number, string? note = null) => CitedTexts.ReportSlide($"Monialainen yhteispalvelu (TYP) {number}", note);

    /// <summary>In force in E2 as read; from E3 by the successor.</summary>
    public static IReadOnlyList<RuleVersion> Versions(Citation read) =>
        [new(Era.E2, true, read), new(Era.E3, true, Successor), new(Era.E4, true, SuccessorInE4)];
}

namespace Mesh.Statutes;

/// <summary>The reform from which pay subsidy is formalised (PAL-0).</summary>
public static class PaySubsidyReform
{
    /// <summary>The proposal on the reform; a summary of it was read.</summary>
    public static readonly Citation Citation = new(
        EmploymentServicesAct.SubsidyReformProposal, "pay subsidy", Certainty.Source, Note: "A summary of the proposal was read, and the report; the enacted sections were not.");

    /// <summary>First day of the reform.</summary>
    public static readonly RuleVersion First = new(Era.E2, true, Citation, Begins: new(2023, 7, 1));

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "PAL-0", "Decisions made before the reform follow rules that are not formalised: the answer is that the era is not supported.", Citation, Versions);

    /// <summary>The versions of every rule PAL-*.</summary>
    public static IReadOnlyList<RuleVersion> Versions =>
        [First, new(Era.E3, true, EmploymentServicesAct.Successor), new(Era.E4, true, EmploymentServicesAct.SuccessorInE4)];

    /// <summary>False for a decision before the reform.</summary>
    public static bool Supports(DateOnly decidedOn) => decidedOn >= First.From;

    /// <summary>The answer of a rule PAL-* on a day before the reform: unknown, whatever the facts, and why.</summary>
    internal static ProfiledAssessment NotFormalised(string ruleId, DateOnly asOf)
    {
        RuleVersion before = new(Era.E2, InForce: false, Citation);
        RuleInquiry asked = new(ruleId, before, Citation, asOf, Profile.Statute, WindowReading.Rolling);
        return ProfiledAssessment.OfOneWording(
            new(ruleId, before, Profile.Statute, asOf, [asked.NotSettled(CriterionNames.EraFormalised, Citation)]));
    }

    /// <summary>Official guidance on amounts and conditions.</summary>
    public static Citation Guidance(string subject, string? note = null) => new(EmploymentServicesAct.Guidance, subject, Certainty.Source, Note: note);
}

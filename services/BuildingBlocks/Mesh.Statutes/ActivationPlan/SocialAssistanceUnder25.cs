namespace Mesh.Statutes;

/// <summary>AKT-ELIG-U25-3: under 25, social assistance because of unemployment as main livelihood for 4 months, interview held.</summary>
public sealed class SocialAssistanceUnder25 : ActivationPlanRule
{
    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "AKT-ELIG-U25-3",
        "An activation plan is made for a person below the age limit whose main livelihood has for the required months been social assistance because of unemployment, once the jobseeker interview is held.",
        CitedTexts.PlanSection("§ 3.1(3)"),
        RuleVersion.SinceE2(CitedTexts.PlanSection("§ 3.1(3)")));

    /// <summary>Ended calendar months of assistance required.</summary>
    public static readonly ProfiledThreshold RequiredMonths = ProfiledThreshold.From(
        Era.E2.From, "AKT-ELIG-U25-3 assistance months", "ended calendar months",
        (new(Measure.Months(4), Comparator.AtLeast), CitedTexts.PlanSection("§ 3.1(3)", "Counting by ended calendar months is a reading (GEN-COUNT-3).")),
        (new(Measure.Months(4), Comparator.AtLeast), CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5")));

    /// <inheritdoc/>
    public override RuleDescription Description => Rule;

    /// <inheritdoc/>
    public override DecidingAuthority LaunchedBy => DecidingAuthority.SocialCare;

    /// <inheritdoc/>
    public override Citation Slide { get; } = CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5");

    /// <inheritdoc/>
    protected override IReadOnlyList<Criterion> Conditions(Inquiry inquiry) =>
    [
        inquiry.Age(AgeLimit.Under25),
        inquiry.SocialAssistanceMonths(RequiredMonths),
        inquiry.SocialAssistanceIsMainLivelihood(),
        inquiry.InterviewHeld(),
    ];
}

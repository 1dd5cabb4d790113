namespace Mesh.Statutes;

/// <summary>AKT-ELIG-O25-3: 25 or older, social assistance because of unemployment as main livelihood for 12 months, employment plan made.</summary>
public sealed class SocialAssistanceFrom25 : ActivationPlanRule
{
    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "AKT-ELIG-O25-3",
        "An activation plan is made for a person who has reached the age limit and whose main livelihood has for the required months been social assistance because of unemployment, once the employment plan is made.",
        CitedTexts.PlanSection("§ 3.2(3)"),
        RuleVersion.SinceE2(CitedTexts.PlanSection("§ 3.2(3)")));

    /// <summary>Ended calendar months of assistance required.</summary>
    public static readonly ProfiledThreshold RequiredMonths = ProfiledThreshold.From(
        Era.E2.From, "AKT-ELIG-O25-3 assistance months", "ended calendar months",
        (new(Measure.Months(12), Comparator.AtLeast), CitedTexts.PlanSection("§ 3.2(3)", "Counting by ended calendar months is a reading (GEN-COUNT-3).")),
        (new(Measure.Months(12), Comparator.AtLeast), CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5")));

    /// <inheritdoc/>
    public override RuleDescription Description => Rule;

    /// <inheritdoc/>
    public override DecidingAuthority LaunchedBy => DecidingAuthority.SocialCare;

    /// <inheritdoc/>
    public override Citation Slide { get; } = CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5");

    /// <inheritdoc/>
    protected override IReadOnlyList<Criterion> Conditions(Inquiry inquiry) =>
    [
        inquiry.Age(AgeLimit.Reached25),
        inquiry.SocialAssistanceMonths(RequiredMonths),
        inquiry.SocialAssistanceIsMainLivelihood(),
        inquiry.EmploymentPlanMade(),
    ];
}

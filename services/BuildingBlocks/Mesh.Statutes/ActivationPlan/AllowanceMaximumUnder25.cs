namespace Mesh.Statutes;

/// <summary>
/// AKT-ELIG-U25-2: under 25, maximum allowance period reached, employment plan made. The slide's "6 kk työttömyyspäivärahaa" is
/// imprecise (A4): REPORT counts it, but on its own it launches nothing and shows the case to a person.
/// </summary>
public sealed class AllowanceMaximumUnder25 : ActivationPlanRule
{
    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "AKT-ELIG-U25-2",
        "An activation plan is made for a person below the age limit who has received daily allowance for the whole allowance period, once the employment plan is made; the report's months alone only show the case to a person.",
        CitedTexts.PlanSection("§ 3.1(2)"),
        RuleVersion.E2AndE3(CitedTexts.PlanSection("§ 3.1(2)")));

    /// <summary>REPORT's months of unbroken daily allowance.</summary>
    public static readonly DatedFigure<Threshold> ReportMonths = new(
        "AKT-ELIG-U25-2 allowance months, REPORT", "months",
        new DatedValue<Threshold>(
            Era.E2.From,
            new(Measure.Months(6), Comparator.AtLeast),
            CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5", "Imprecise: the act asks for the whole allowance period (A4)."),
            CitedTexts.CheckedOn));

    /// <inheritdoc/>
    public override RuleDescription Description => Rule;

    /// <inheritdoc/>
    public override DecidingAuthority LaunchedBy => DecidingAuthority.LabourAuthority;

    /// <inheritdoc/>
    public override Citation Slide { get; } = CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5");

    /// <inheritdoc/>
    public override bool ReportLaunchesAlone => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<Criterion> Conditions(Inquiry inquiry) =>
    [
        inquiry.Age(AgeLimit.Under25),
        inquiry.Profile == Profile.Statute ? MaximumReached(inquiry) : MonthsOfAllowance(inquiry),
        inquiry.EmploymentPlanMade(),
    ];

    private static Criterion MaximumReached(Inquiry inquiry) => inquiry.HappenedBy(
        CriterionNames.AllowanceMaximumReached, FactNames.AllowanceMaximumReachedOn, inquiry.Facts.AllowanceMaximumReachedOn);

    private static Criterion MonthsOfAllowance(Inquiry inquiry) => inquiry.Judge(
        CriterionNames.AllowanceMonths,
        FactNames.UnemploymentAllowanceDays,
        ReportMonths,
        inquiry.Facts.BenefitDays.LongestUnbrokenMonths(Benefit.UnemploymentDailyAllowance, inquiry.AsOf).Map(Measure.Months),
        CountedWindow.UpTo(inquiry.AsOf));
}

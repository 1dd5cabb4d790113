namespace Mesh.Statutes;

/// <summary>AKT-ELIG-U25-1: under 25, labour market subsidy for (at least | more than) 180 days in 12 months, employment plan made.</summary>
public sealed class SubsidyDaysUnder25 : ActivationPlanRule
{
    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "AKT-ELIG-U25-1",
        "An activation plan is made for a person below the age limit who has been paid labour market subsidy for the required days within the window, once the employment plan is made.",
        CitedTexts.PlanSection("§ 3.1(1)"),
        RuleVersion.E2AndE3(CitedTexts.PlanSection("§ 3.1(1)")));

    /// <summary>Paid subsidy days required in the window.</summary>
    public static readonly ProfiledThreshold RequiredDays = ProfiledThreshold.From(
        Era.E2.From, "AKT-ELIG-U25-1 subsidy days", "paid benefit days",
        (new(Measure.PaidDays(180), Comparator.AtLeast), CitedTexts.PlanSection("§ 3.1(1)")),
        (new(Measure.PaidDays(180), Comparator.MoreThan), CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5")));

    /// <summary>Length of the window.</summary>
    public static readonly DatedFigure<int> WindowMonths = new(
        "AKT-ELIG-U25-1 window", "months",
        new DatedValue<int>(
            Era.E2.From, 12, CitedTexts.PlanSection("§ 3.1(1)", "\"viimeisen 12 kalenterikuukauden aikana\" read as rolling (A2)"), CitedTexts.CheckedOn));

    /// <inheritdoc/>
    public override RuleDescription Description => Rule;

    /// <inheritdoc/>
    public override DecidingAuthority LaunchedBy => DecidingAuthority.LabourAuthority;

    /// <inheritdoc/>
    public override Citation Slide { get; } = CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5");

    /// <inheritdoc/>
    public override bool HasMonthWindow => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<Criterion> Conditions(Inquiry inquiry)
    {
        var window = CountedWindow.Of(inquiry.Reading, inquiry.AsOf, WindowMonths.On(inquiry.AsOf).Value);
        return
        [
            inquiry.Age(AgeLimit.Under25),
            inquiry.Judge(
                CriterionNames.LabourMarketSubsidyDays,
                FactNames.LabourMarketSubsidyDays,
                RequiredDays,
                inquiry.PaidDays(Benefit.LabourMarketSubsidy, window),
                window),
            inquiry.EmploymentPlanMade(),
        ];
    }
}

namespace Mesh.Statutes;

/// <summary>AKT-ELIG-O25-1: 25 or older, labour market subsidy for (at least | more than) 500 days over the lifetime, employment plan made.</summary>
public sealed class SubsidyDaysFrom25 : ActivationPlanRule
{
    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "AKT-ELIG-O25-1",
        "An activation plan is made for a person who has reached the age limit and has been paid labour market subsidy for the required days in all, once the employment plan is made.",
        CitedTexts.PlanSection("§ 3.2(1)"),
        RuleVersion.E2AndE3(CitedTexts.PlanSection("§ 3.2(1)")));

    /// <summary>Paid subsidy days required; no window.</summary>
    public static readonly ProfiledThreshold RequiredDays = ProfiledThreshold.From(
        Era.E2.From, "AKT-ELIG-O25-1 subsidy days", "paid benefit days",
        (new(Measure.PaidDays(500), Comparator.AtLeast), CitedTexts.PlanSection("§ 3.2(1)")),
        (new(Measure.PaidDays(500), Comparator.MoreThan), CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5")));

    /// <inheritdoc/>
    public override RuleDescription Description => Rule;

    /// <inheritdoc/>
    public override DecidingAuthority LaunchedBy => DecidingAuthority.LabourAuthority;

    /// <inheritdoc/>
    public override Citation Slide { get; } = CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5");

    /// <inheritdoc/>
    protected override IReadOnlyList<Criterion> Conditions(Inquiry inquiry)
    {
        var window = CountedWindow.UpTo(inquiry.AsOf);
        return
        [
            inquiry.Age(AgeLimit.Reached25),
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

namespace Mesh.Statutes;

/// <summary>AKT-ELIG-O25-1: 25 or older, labour market subsidy for (at least | more than) 500 days over the lifetime, employment plan made.</summary>
public sealed class SubsidyDaysFrom25 : ActivationPlanRule
{
    /// <summary>Paid subsidy days required; no window.</summary>
    public static readonly ProfiledThreshold RequiredDays = ProfiledThreshold.From(
        Era.E2.From, "AKT-ELIG-O25-1 subsidy days", "paid benefit days",
        (new(Measure.PaidDays(500), Comparator.AtLeast), CitedTexts.PlanSection("§ 3.2(1)")),
        (new(Measure.PaidDays(500), Comparator.MoreThan), CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5")));

    /// <inheritdoc/>
    public override string Id => "AKT-ELIG-O25-1";

    /// <inheritdoc/>
    public override DecidingAuthority LaunchedBy => DecidingAuthority.LabourAuthority;

    /// <inheritdoc/>
    public override IReadOnlyList<RuleVersion> Versions { get; } = RuleVersion.E2AndE3(CitedTexts.PlanSection("§ 3.2(1)"));

    /// <inheritdoc/>
    public override Citation Law { get; } = CitedTexts.PlanSection("§ 3.2(1)");

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

namespace Mesh.Statutes;

/// <summary>
/// AKT-ELIG-O25-2: 25 or older, labour market subsidy for (at least | more than) 180 days after the daily-allowance period, employment
/// plan made. Only days after the last day of the period count.
/// </summary>
public sealed class SubsidyAfterAllowanceFrom25 : ActivationPlanRule
{
    /// <summary>Paid subsidy days required after the period.</summary>
    public static readonly ProfiledThreshold RequiredDays = ProfiledThreshold.From(
        Era.E2.From, "AKT-ELIG-O25-2 subsidy days after the allowance period", "paid benefit days",
        (new(Measure.PaidDays(180), Comparator.AtLeast), CitedTexts.PlanSection("§ 3.2(2)")),
        (new(Measure.PaidDays(180), Comparator.MoreThan), CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5")));

    /// <inheritdoc/>
    public override string Id => "AKT-ELIG-O25-2";

    /// <inheritdoc/>
    public override DecidingAuthority LaunchedBy => DecidingAuthority.LabourAuthority;

    /// <inheritdoc/>
    public override IReadOnlyList<RuleVersion> Versions { get; } = RuleVersion.E2AndE3(CitedTexts.PlanSection("§ 3.2(2)"));

    /// <inheritdoc/>
    public override Citation Law { get; } = CitedTexts.PlanSection("§ 3.2(2)");

    /// <inheritdoc/>
    public override Citation Slide { get; } = CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5");

    /// <inheritdoc/>
    protected override IReadOnlyList<Criterion> Conditions(Inquiry inquiry) =>
    [
        inquiry.Age(AgeLimit.Reached25),
        DaysAfterPeriod(inquiry),
        inquiry.EmploymentPlanMade(),
    ];

    private static Criterion DaysAfterPeriod(Inquiry inquiry)
    {
        var periodEndedOn = inquiry.Facts.AllowancePeriodEndedOn;
        var hasEnded = periodEndedOn.IsKnown && periodEndedOn.Value < inquiry.AsOf;

        // A period that ends on the day asked about, or later, leaves no day to count: the answer is then 0, without asking for days.
        CountedWindow? window = hasEnded ? CountedWindow.After(periodEndedOn.Value, inquiry.AsOf) : null;
        var actual = periodEndedOn.Then(_ => window is { } counted
            ? inquiry.PaidDays(Benefit.LabourMarketSubsidy, counted)
            : Fact.Known(Measure.PaidDays(0)));
        var missing = periodEndedOn.IsKnown ? FactNames.LabourMarketSubsidyDays : FactNames.AllowancePeriodEndedOn;
        return inquiry.Judge(CriterionNames.SubsidyDaysAfterAllowance, missing, RequiredDays, actual, window);
    }
}

namespace Mesh.Statutes;

/// <summary>
/// AKT-ELIG-O25-2: 25 or older, labour market subsidy for (at least | more than) 180 days after the daily-allowance period, employment
/// plan made. Only days after the last day of the period count.
/// </summary>
public sealed class SubsidyAfterAllowanceFrom25 : ActivationPlanRule
{
    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "AKT-ELIG-O25-2",
        "An activation plan is made for a person who has reached the age limit and has been paid labour market subsidy for the required days after the daily-allowance period ended, once the employment plan is made.",
        CitedTexts.PlanSection("§ 3.2(2)"),
        RuleVersion.E2AndE3(CitedTexts.PlanSection("§ 3.2(2)")));

    /// <summary>Paid subsidy days required after the period.</summary>
    public static readonly ProfiledThreshold RequiredDays = ProfiledThreshold.From(
        Era.E2.From, "AKT-ELIG-O25-2 subsidy days after the allowance period", "paid benefit days",
        (new(Measure.PaidDays(180), Comparator.AtLeast), CitedTexts.PlanSection("§ 3.2(2)")),
        (new(Measure.PaidDays(180), Comparator.MoreThan), CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5")));

    /// <inheritdoc/>
    public override RuleDescription Description => Rule;

    /// <inheritdoc/>
    public override DecidingAuthority LaunchedBy => DecidingAuthority.LabourAuthority;

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

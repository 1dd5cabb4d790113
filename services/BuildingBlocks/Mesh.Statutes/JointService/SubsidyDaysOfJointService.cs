namespace Mesh.Statutes;

/// <summary>TYP-TG-1: labour market subsidy for (at least | more than) 300 days, at any age.</summary>
public sealed class SubsidyDaysOfJointService : TargetGroupRule
{
    /// <summary>Paid subsidy days required; no window.</summary>
    public static readonly ProfiledThreshold RequiredDays = ProfiledThreshold.From(
        Era.E2.From, "TYP-TG-1 subsidy days", "paid benefit days",
        (new(Measure.PaidDays(300), Comparator.AtLeast), JointServiceAct.AmendedSection("§ 2.2(1)", "\"vähintään 300 päivää\"")),
        (new(Measure.PaidDays(300), Comparator.MoreThan), JointServiceAct.Slide("1/6")));

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-TG-1",
        "Of the target group is who has been paid labour market subsidy for the required days, at any age.",
        JointServiceAct.AmendedSection("§ 2.2(1)"),
        JointServiceAct.Versions(JointServiceAct.AmendedSection("§ 2.2(1)")));

    /// <inheritdoc/>
    public override RuleDescription Description => Rule;

    /// <inheritdoc/>
    protected override IReadOnlyList<Criterion> ConditionsOfAct(RuleInquiry asked, TargetGroupFacts facts)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(facts);
        var window = CountedWindow.UpTo(asked.AsOf);
        return
        [
            asked.Judge(
                CriterionNames.LabourMarketSubsidyDays,
                FactNames.LabourMarketSubsidyDays,
                RequiredDays,
                facts.BenefitDays.Count(Benefit.LabourMarketSubsidy, window).Map(Measure.PaidDays),
                window),
        ];
    }
}

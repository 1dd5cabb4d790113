namespace Mesh.Statutes;

/// <summary>TYP-TG-2: under 25, continuously unemployed for 6 months; met on the day the last month is full.</summary>
public sealed class ContinuousUnemploymentUnder25 : TargetGroupRule
{
    /// <summary>Whole months of unbroken unemployment required.</summary>
    public static readonly ProfiledThreshold RequiredMonths = ProfiledThreshold.From(
        Era.E2.From, "TYP-TG-2 months of unemployment", "months",
        (new(Measure.Months(6), Comparator.AtLeast), JointServiceAct.Section("§ 2.2(3)")),
        (new(Measure.Months(6), Comparator.AtLeast), JointServiceAct.Slide("1/6")));

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-TG-2",
        "Of the target group is who is under the age and continuously unemployed for the required months.",
        JointServiceAct.Section("§ 2.2(3)"),
        JointServiceAct.Versions(JointServiceAct.Section("§ 2.2(3)")));

    /// <inheritdoc/>
    public override RuleDescription Description => Rule;

    /// <inheritdoc/>
    protected override IReadOnlyList<Criterion> ConditionsOfAct(RuleInquiry asked, TargetGroupFacts facts)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            asked.Age(JointServiceAge.Under25, facts.BirthDate),
            asked.Judge(
                CriterionNames.ContinuousUnemploymentMonths,
                FactNames.ContinuouslyUnemployedSince,
                RequiredMonths,
                facts.UnemployedMonths(asked.AsOf)),
        ];
    }
}

namespace Mesh.Statutes;

/// <summary>TYP-TG-3: 25 or older, continuously unemployed for 12 months; met on the day the last month is full.</summary>
public sealed class ContinuousUnemploymentFrom25 : TargetGroupRule
{
    /// <summary>Whole months of unbroken unemployment required.</summary>
    public static readonly ProfiledThreshold RequiredMonths = ProfiledThreshold.From(
        Era.E2.From, "TYP-TG-3 months of unemployment", "months",
        (new(Measure.Months(12), Comparator.AtLeast), JointServiceAct.Section("§ 2.2(2)")),
        (new(Measure.Months(12), Comparator.AtLeast), JointServiceAct.Slide("1/6")));

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-TG-3",
        "Of the target group is who has reached the age and is continuously unemployed for the required months.",
        JointServiceAct.Section("§ 2.2(2)"),
        JointServiceAct.Versions(JointServiceAct.Section("§ 2.2(2)")));

    /// <inheritdoc/>
    public override RuleDescription Description => Rule;

    /// <inheritdoc/>
    protected override IReadOnlyList<Criterion> ConditionsOfAct(RuleInquiry asked, TargetGroupFacts facts)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            asked.Age(JointServiceAge.Reached25, facts.BirthDate),
            asked.Judge(
                CriterionNames.ContinuousUnemploymentMonths,
                FactNames.ContinuouslyUnemployedSince,
                RequiredMonths,
                facts.UnemployedMonths(asked.AsOf)),
        ];
    }
}

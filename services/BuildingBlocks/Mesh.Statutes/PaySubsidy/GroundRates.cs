namespace Mesh.Statutes;

/// <summary>PAL-1 and PAL-2: the share of the wage cost by ground.</summary>
public static class GroundRates
{
    /// <summary>PAL-1.</summary>
    public static readonly RuleDescription SkillRule = new(
        "PAL-1", "For lack of vocational skill pay subsidy is the given share of the wage cost.", PaySubsidyReform.Citation, PaySubsidyReform.Versions);

    /// <summary>PAL-2.</summary>
    public static readonly RuleDescription AbilityRule = new(
        "PAL-2", "For reduced work ability pay subsidy is the given share of the wage cost.", PaySubsidyReform.Citation, PaySubsidyReform.Versions);

    /// <summary>Share for lack of vocational skill.</summary>
    public static readonly DatedFigure<int> SkillPercent = new(
        "PAL-1 share", "per cent of wage cost", new DatedValue<int>(PaySubsidyReform.First.From, 50, PaySubsidyReform.Citation, CitedTexts.CheckedOn));

    /// <summary>Share for reduced work ability.</summary>
    public static readonly DatedFigure<int> AbilityPercent = new(
        "PAL-2 share", "per cent of wage cost", new DatedValue<int>(PaySubsidyReform.First.From, 70, PaySubsidyReform.Citation, CitedTexts.CheckedOn));

    /// <summary>The rate of a ground.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ground is none of its enum.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before the reform.</exception>
    public static SubsidyRate Of(PaySubsidyGround ground, DateOnly decidedOn)
    {
        var (percent, cap) = ground switch
        {
            PaySubsidyGround.LackOfVocationalSkill => (SkillPercent, SubsidyCaps.AtSkillPercent),
            PaySubsidyGround.ReducedWorkAbility => (AbilityPercent, SubsidyCaps.AtAbilityPercent),
            _ => throw new ArgumentOutOfRangeException(nameof(ground), ground, "Not a ground of pay subsidy."),
        };
        var rule = ground == PaySubsidyGround.LackOfVocationalSkill ? SkillRule : AbilityRule;
        return new(
            percent.On(decidedOn).Value,
            IsUpTo: false,
            MostPercentOfHours: null,
            cap.On(decidedOn).Value,
            [rule.Cite(percent.On(decidedOn).Citation, decidedOn), SubsidyCaps.Rule.Cite(cap.On(decidedOn).Citation, decidedOn)]);
    }
}

namespace Mesh.Statutes;

/// <summary>PAL-CAP: caps of pay subsidy, the associations' own rate, and the hours of 55+ support.</summary>
public static class SubsidyCaps
{
    /// <summary>Where the amounts are from.</summary>
    public static readonly Citation Amounts = PaySubsidyReform.Guidance("amounts of pay subsidy");

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "PAL-CAP",
        "Pay subsidy has a cap a month by share; associations may have the whole wage cost for part of the hours; 55+ support needs the given hours a week; the decision comes before the job starts.",
        Amounts,
        PaySubsidyReform.Versions);

    /// <summary>Cap at the share of PAL-1.</summary>
    public static readonly DatedFigure<int> AtSkillPercent = Figure("PAL-CAP at the share of PAL-1", "euros a month", 1260, Amounts);

    /// <summary>Cap at the share of PAL-2, and of 55+ support.</summary>
    public static readonly DatedFigure<int> AtAbilityPercent = Figure("PAL-CAP at the share of PAL-2", "euros a month", 1770, Amounts);

    /// <summary>Cap of an association's whole wage cost.</summary>
    public static readonly DatedFigure<int> OfAssociation = Figure("PAL-CAP of associations", "euros a month", 2020, Amounts);

    /// <summary>Most an association may have.</summary>
    public static readonly DatedFigure<int> AssociationPercent = Figure("PAL-CAP share of associations", "per cent of wage cost, at most", 100, Amounts);

    /// <summary>Most hours for which an association may have it.</summary>
    public static readonly DatedFigure<int> AssociationHoursPercent = Figure("PAL-CAP hours of associations", "per cent of working hours, at most", 65, Amounts);

    /// <summary>Fewest hours a week with 55+ support.</summary>
    public static readonly DatedFigure<Threshold> SeniorHours = new(
        "PAL-CAP hours of 55+ support", "hours a week",
        new DatedValue<Threshold>(PaySubsidyReform.First.From, new(Measure.HoursAWeek(25), Comparator.AtLeast), Amounts, CitedTexts.CheckedOn));

    /// <summary>What an association may have at most beside the rate of the ground.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before the reform.</exception>
    public static SubsidyRate Association(DateOnly decidedOn) => new(
        AssociationPercent.On(decidedOn).Value,
        IsUpTo: true,
        AssociationHoursPercent.On(decidedOn).Value,
        OfAssociation.On(decidedOn).Value,
        [Rule.CiteOn(decidedOn)]);

    private static DatedFigure<int> Figure(string name, string unit, int value, Citation citation) =>
        new(name, unit, new DatedValue<int>(PaySubsidyReform.First.From, value, citation, CitedTexts.CheckedOn));
}

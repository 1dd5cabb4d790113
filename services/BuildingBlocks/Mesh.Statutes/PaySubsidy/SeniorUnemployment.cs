namespace Mesh.Statutes;

/// <summary>PAL-55-2: unemployed for 24 months within the 28 months before granting. Spells are facts of the register; here they are only added up.</summary>
public static class SeniorUnemployment
{
    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "PAL-55-2", "The person was unemployed for the required months within the window before granting, and the decision precedes the job.", SeniorSupport.Citation, PaySubsidyReform.Versions);

    /// <summary>Months of unemployment required.</summary>
    public static readonly DatedFigure<Threshold> UnemployedMonths = new(
        "PAL-55-2 unemployment", "months",
        new DatedValue<Threshold>(
            PaySubsidyReform.First.From,
            new(Measure.Months(24), Comparator.AtLeast),
            SeniorSupport.Citation with { Note = "Spells are laid end to end, the last day before granting being the last of them, and their months counted: a reading." },
            CitedTexts.CheckedOn));

    /// <summary>Length of the window before granting.</summary>
    public static readonly DatedFigure<int> WindowMonths = new(
        "PAL-55-2 window", "months before granting", new DatedValue<int>(PaySubsidyReform.First.From, 28, SeniorSupport.Citation, CitedTexts.CheckedOn));

    /// <summary>The condition, over the days of unemployment in the window; the day of granting itself is not counted.</summary>
    internal static Criterion Criterion(RuleInquiry asked, Fact<UnemploymentSpells> unemployment)
    {
        var grantedOn = asked.AsOf;
        CountedWindow window = new(CivilTime.AddMonths(grantedOn, -WindowMonths.On(grantedOn).Value), grantedOn.AddDays(-1));
        return asked.Judge(
            CriterionNames.UnemploymentMonths,
            FactNames.UnemploymentSpells,
            UnemployedMonths,
            unemployment.Map(spells => Measure.Months(MonthsOf(spells.DaysIn(window), grantedOn))),
            window);
    }

    // One unbroken spell up to granting counts exactly as GEN-TIME-1 counts it; a gap takes away its days and nothing more.
    private static int MonthsOf(int days, DateOnly grantedOn) => CivilTime.WholeMonthsBetween(grantedOn.AddDays(-days), grantedOn);
}

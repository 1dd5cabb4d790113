namespace Mesh.Statutes;

/// <summary>TYP-MAP-1: the mapping period (kartoitusjakso) ends three months after the joint service started.</summary>
public static class MappingPeriod
{
    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-MAP-1",
        "The mapping period ends the given months after the joint service started.",
        JointServiceAct.Section("§ 3.1"),
        JointServiceAct.Versions(JointServiceAct.Section("§ 3.1")));

    /// <summary>Length of the period.</summary>
    public static readonly DatedFigure<int> LengthMonths = new(
        "TYP-MAP-1 mapping period", "months", new DatedValue<int>(Era.E2.From, 3, JointServiceAct.Section("§ 3.1"), CitedTexts.CheckedOn));

    /// <summary>When the mapping must be done: the start day is not counted, the due day is in time.</summary>
    /// <exception cref="OutsideFormalisedLawException">The start is before 2023.</exception>
    public static RuleDeadline After(DateOnly startedOn)
    {
        var months = LengthMonths.On(startedOn);
        return new(Rule.Id, startedOn, Deadline.MonthsAfter(startedOn, months.Value), Rule.Cite(months.Citation, startedOn));
    }
}

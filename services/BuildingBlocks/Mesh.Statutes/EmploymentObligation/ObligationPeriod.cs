namespace Mesh.Statutes;

/// <summary>VEL-3: the period runs from the start of the job for six months, the day before the same day number being its last.</summary>
public static class ObligationPeriod
{
    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "VEL-3",
        "The period runs from the first day of the job to the day before the same day number the given months later.",
        EmploymentServicesAct.ObligationSlide("The length is the report's; that the first day counts and the last is the day before is a reading."),
        ObligationKindRule.Versions(EmploymentServicesAct.ObligationSlide()));

    /// <summary>Length of the duty (VEL-1).</summary>
    public static readonly DatedFigure<int> LengthMonths = new(
        "VEL-3 period", "months", new DatedValue<int>(Era.E2.From, 6, Rule.Citation, CitedTexts.CheckedOn));

    /// <summary>The period of a job, by the law of its first day.</summary>
    /// <exception cref="OutsideFormalisedLawException">The start is before 2023.</exception>
    public static ObligationPeriodOutcome From(DateOnly start)
    {
        var months = LengthMonths.On(start);
        return new(start, start, CivilTime.AddMonths(start, months.Value).AddDays(-1), Rule.Cite(months.Citation, start));
    }
}

/// <summary>The days of an obligation.</summary>
/// <param name="AsOf">The first day, whose law governs.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day, included.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record ObligationPeriodOutcome(DateOnly AsOf, DateOnly First, DateOnly Last, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>The rule only: when somebody works is about a person.</summary>
    public override string ToString() => ObligationPeriod.Rule.Id;
}

namespace Mesh.Statutes.Tests;

/// <summary>Artificial people and days for the tests.</summary>
internal static class People
{
    internal static readonly DateOnly AinoBorn = new(2001, 5, 14);
    internal static readonly DateOnly AinoPaidFrom = new(2023, 3, 6);
    internal static readonly DateOnly AinoPlanOn = new(2023, 9, 15);

    /// <summary>Young: under 25 throughout 2023–2024; old: over 25.</summary>
    internal static readonly DateOnly Young = new(2003, 1, 15);
    internal static readonly DateOnly Old = new(1980, 1, 15);

    internal static readonly Fact<DateOnly> PlanLongAgo = Fact.Known(new DateOnly(2023, 1, 2));

    internal static IEnumerable<DateOnly> Weekdays(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                yield return day;
            }
        }
    }

    internal static PaidDays Subsidy(IEnumerable<DateOnly> days) =>
        PaidDays.Read(days.Select(d => new PaidDay(d, Benefit.LabourMarketSubsidy))).Value;

    internal static PaidDays Allowance(IEnumerable<DateOnly> days) =>
        PaidDays.Read(days.Select(d => new PaidDay(d, Benefit.UnemploymentDailyAllowance))).Value;

    /// <summary>That many weekdays in a row, the last of them on or before a day.</summary>
    internal static PaidDays SubsidyEnding(DateOnly last, int count) =>
        Subsidy(Weekdays(last.AddDays(-2 * count), last).TakeLast(count));

    internal static AssistanceMonths Months(DateOnly first, int count) =>
        AssistanceMonths.Read(Enumerable.Range(0, count).Select(n => first.AddMonths(n))).Value;

    internal static ActivationPlanFacts Aino() => new()
    {
        BirthDate = AinoBorn,
        BenefitDays = Subsidy(Weekdays(AinoPaidFrom, new(2024, 3, 1))),
        EmploymentPlanMadeOn = Fact.Known(AinoPlanOn),
    };

    internal static RuleAssessment Assess(this ActivationPlanFacts facts, string ruleId, DateOnly asOf) =>
        ActivationPlanEligibility.Evaluate(facts, asOf).Rule(ruleId);
}

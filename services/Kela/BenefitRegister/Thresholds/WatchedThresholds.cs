using Mesh.Statutes;

namespace Mesh.Kela.BenefitRegister;

/// <summary>
/// The thresholds of 189/2001 3 § that one client's paid days or maximum period can reach (F02), asked of the rules themselves in the
/// STATUTE profile, on the facts known at a moment. Kela judges age, days and whether the rule is in force; whether an employment plan
/// was made is the labour authority's to know.
/// </summary>
internal sealed class WatchedThresholds(DateOnly birthDate, ClientHistory history, DateTimeOffset knownAt)
{
    private static readonly IReadOnlyList<(string Code, ActivationPlanRule Rule)> Watched =
    [
        ("SUBSIDY_DAYS_IN_YEAR", new SubsidyDaysUnder25()),
        ("ALLOWANCE_MAXIMUM_REACHED", new AllowanceMaximumUnder25()),
        ("SUBSIDY_DAYS_TOTAL", new SubsidyDaysFrom25()),
        ("SUBSIDY_DAYS_AFTER_ALLOWANCE", new SubsidyAfterAllowanceFrom25()),
    ];

    private readonly ActivationPlanFacts _facts = Facts(birthDate, history, knownAt);

    /// <summary>Codes of the thresholds that are reached on a day.</summary>
    public IReadOnlyList<string> Reached(DateOnly day) =>
        [.. Watched.Where(watched => IsReached(watched.Rule, day)).Select(watched => watched.Code)];

    /// <summary>Whether a threshold is reached on each day of a span, both ends included: then it is one stretch.</summary>
    public bool IsReachedThroughout(string code, DateOnly first, DateOnly last)
    {
        var rule = Watched.Single(watched => watched.Code == code).Rule;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!IsReached(rule, day))
            {
                return false;
            }
        }

        return true;
    }

    // Before the first formalised day there is no threshold to reach; the days are kept all the same.
    private bool IsReached(ActivationPlanRule rule, DateOnly day) =>
        day >= Era.All[0].From
        && rule.Assess(_facts, day).Statute.Criteria.All(criterion =>
            criterion.Outcome == Outcome.Met || criterion.Name == CriterionNames.EmploymentPlanMade);

    private static ActivationPlanFacts Facts(DateOnly birthDate, ClientHistory history, DateTimeOffset knownAt)
    {
        // Reaching the maximum ends the allowance period on that day; Kela is told no other end of one.
        var maximum = history.AllowanceMaximum(knownAt) is { } last ? Fact.Known(last) : Fact.KnownNone<DateOnly>();
        return new()
        {
            BirthDate = birthDate,
            BenefitDays = history.PaidDays(knownAt),
            AllowanceMaximumReachedOn = maximum,
            AllowancePeriodEndedOn = maximum,
        };
    }
}

using Mesh.Statutes;

namespace Mesh.Kela.BenefitRegister;

/// <summary>
/// The thresholds of 189/2001 3 § that paid days can reach (F02), asked of the rules themselves in the STATUTE profile. Kela judges
/// age, days and whether the rule is in force; whether an employment plan was made is the labour authority's to know.
/// </summary>
internal static class WatchedThresholds
{
    private static readonly IReadOnlyList<(string Code, ActivationPlanRule Rule)> Watched =
    [
        ("SUBSIDY_DAYS_IN_YEAR", new SubsidyDaysUnder25()),
        ("SUBSIDY_DAYS_TOTAL", new SubsidyDaysFrom25()),
        ("SUBSIDY_DAYS_AFTER_ALLOWANCE", new SubsidyAfterAllowanceFrom25()),
    ];

    /// <summary>Codes of the thresholds that are reached on a day, on the facts known at a moment.</summary>
    public static IReadOnlyList<string> Reached(DateOnly birthDate, ClientHistory history, DateTimeOffset knownAt, DateOnly today)
    {
        // Before the first formalised day there is no threshold to reach; the days are kept all the same.
        if (today < Era.All[0].From)
        {
            return [];
        }

        var facts = new ActivationPlanFacts
        {
            BirthDate = birthDate,
            BenefitDays = history.PaidDays(knownAt),
            AllowancePeriodEndedOn = history.AllowanceMaximum(knownAt) is { } last ? Fact.Known(last) : Fact.KnownNone<DateOnly>(),
        };
        return [.. Watched.Where(watched => IsReached(watched.Rule.Assess(facts, today).Statute)).Select(watched => watched.Code)];
    }

    private static bool IsReached(RuleOutcome outcome) => outcome.Criteria.All(criterion =>
        criterion.Outcome == Outcome.Met || criterion.Name == CriterionNames.EmploymentPlanMade);
}

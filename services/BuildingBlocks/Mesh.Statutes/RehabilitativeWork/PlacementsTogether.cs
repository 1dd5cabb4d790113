namespace Mesh.Statutes;

/// <summary>What one placement takes of a client's weeks.</summary>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day, included.</param>
/// <param name="DaysPerWeek">Days a week.</param>
/// <param name="HoursPerDay">Hours a day.</param>
public readonly record struct WeeklyLoad(DateOnly FirstDay, DateOnly LastDay, int DaysPerWeek, int HoursPerDay)
{
    /// <summary>Hours a week.</summary>
    public long HoursPerWeek => (long)DaysPerWeek * HoursPerDay;

    /// <summary>Whether a day is one of it.</summary>
    public bool Has(DateOnly day) => FirstDay <= day && day <= LastDay;

    /// <summary>The type's name only: a schedule is about a person.</summary>
    public override string ToString() => nameof(WeeklyLoad);
}

/// <summary>KTT-DUR over all placements of one client: the limits of a week are the client's, not those of one place.</summary>
public static class PlacementsTogether
{
    /// <summary>Too many days a week, all placements of a day counted.</summary>
    public const string TooManyDays = "TOO_MANY_DAYS_TOGETHER";

    /// <summary>Too many hours a week, all placements of a day counted.</summary>
    public const string TooManyHours = "TOO_MANY_HOURS_TOGETHER";

    /// <summary>
    /// What a further placement would break. Two that do not meet follow one another, so what counts is the fullest day and not how
    /// many overlap the asked one somewhere. One that breaks the limits by itself is <see cref="PlacementRules.Decide"/>'s to refuse.
    /// </summary>
    /// <param name="asked">The placement to agree.</param>
    /// <param name="others">The client's placements that are agreed or going on.</param>
    /// <param name="own">The region's own limits; null means those of the asked placement's first day.</param>
    /// <exception cref="OutsideFormalisedLawException">The first day is before 2023.</exception>
    public static IReadOnlyList<PlacementFault> Faults(WeeklyLoad asked, IReadOnlyCollection<WeeklyLoad> others, PlacementLimits? own = null)
    {
        ArgumentNullException.ThrowIfNull(others);
        var limits = own ?? PlacementLimits.Default.On(asked.FirstDay).Value;
        var citation = own is null ? PlacementLimits.Rule.CiteOn(asked.FirstDay) : PlacementLimits.OwnCitation;

        // Together they rise only on a first day, so the fullest day is one of those or the beginning.
        var fullest = others.Select(other => other.FirstDay).Where(asked.Has).Append(asked.FirstDay)
            .Select(day => others.Where(other => other.Has(day)).ToList())
            .Where(met => met.Count > 0)
            .ToList();
        return
        [
            .. When(met => met.Sum(other => (long)other.DaysPerWeek) + asked.DaysPerWeek > limits.MostDaysPerWeek, TooManyDays, "DAYS_PER_WEEK"),
            .. When(met => met.Sum(other => other.HoursPerWeek) + asked.HoursPerWeek > limits.MostHoursPerWeek, TooManyHours, "HOURS_PER_DAY"),
        ];

        PlacementFault[] When(Func<List<WeeklyLoad>, bool> broken, string code, string field) =>
            fullest.Any(broken) ? [new(PlacementLimits.Rule.Id, code, field, citation)] : [];
    }
}

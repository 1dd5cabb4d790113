namespace Mesh.Statutes;

/// <summary>Calendar months in each of which social assistance was granted because of unemployment, as known on one date.</summary>
public sealed class AssistanceMonths
{
    /// <summary>Code of the violation of a month named twice.</summary>
    public const string MonthGrantedTwice = "MONTH_GRANTED_TWICE";

    private readonly HashSet<DateOnly> _firstDays;

    private AssistanceMonths(HashSet<DateOnly> firstDays) => _firstDays = firstDays;

    /// <summary>First day of the earliest month, null when there is none.</summary>
    public DateOnly? Earliest => _firstDays.Count == 0 ? null : _firstDays.Min();

    /// <summary>Reads months, each given by any day in it; a month named twice is refused.</summary>
    public static FactReading<AssistanceMonths> Read(IEnumerable<DateOnly> anyDayOfEachMonth)
    {
        ArgumentNullException.ThrowIfNull(anyDayOfEachMonth);
        HashSet<DateOnly> firstDays = [];
        List<FactViolation> violations = [];
        foreach (var firstDay in anyDayOfEachMonth.Select(CivilTime.FirstDayOfMonth).Order())
        {
            if (!firstDays.Add(firstDay))
            {
                violations.Add(new(MonthGrantedTwice, FactNames.SocialAssistanceMonths, firstDay));
            }
        }

        return violations.Count > 0 ? new(null, violations) : new(new AssistanceMonths(firstDays), violations);
    }

    /// <summary>The form in which flow F01 tells it: that many months in a row, the last of them the last one ended before a date.</summary>
    public static AssistanceMonths LastEnded(int months, DateOnly asOf)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        var current = CivilTime.FirstDayOfMonth(asOf);
        return new([.. Enumerable.Range(1, months).Select(back => CivilTime.AddMonths(current, -back))]);
    }

    /// <summary>
    /// Months in a row, counted backwards from the last calendar month that ended before <paramref name="asOf"/> (GEN-COUNT-3):
    /// a month counts from the day after its last day.
    /// </summary>
    public int EndedInARow(DateOnly asOf)
    {
        var months = 0;
        var month = CivilTime.AddMonths(CivilTime.FirstDayOfMonth(asOf), -1);
        while (_firstDays.Contains(month))
        {
            months++;
            month = CivilTime.AddMonths(month, -1);
        }

        return months;
    }

    /// <summary>These months and every one from the month of <paramref name="asOf"/> on: what will be when nothing changes.</summary>
    /// <param name="asOf">A day in the first month assumed.</param>
    /// <param name="through">A day in the last month assumed.</param>
    public AssistanceMonths GoingOn(DateOnly asOf, DateOnly through)
    {
        HashSet<DateOnly> months = [.. _firstDays];
        for (var month = CivilTime.FirstDayOfMonth(asOf); month <= through; month = CivilTime.AddMonths(month, 1))
        {
            months.Add(month);
        }

        return new(months);
    }

    /// <summary>First day of the first of the months that <see cref="EndedInARow"/> counts; null when it counts none.</summary>
    public DateOnly? RunBegan(DateOnly asOf)
    {
        var months = EndedInARow(asOf);
        return months == 0 ? null : CivilTime.AddMonths(CivilTime.FirstDayOfMonth(asOf), -months);
    }
}

namespace Mesh.Statutes;

/// <summary>Calendar months in each of which social assistance was granted because of unemployment, as known on one date.</summary>
public sealed class AssistanceMonths
{
    /// <summary>Code of the violation of a month named twice.</summary>
    public const string MonthGrantedTwice = "MONTH_GRANTED_TWICE";

    private readonly DaySet _months;

    private AssistanceMonths(DaySet months) => _months = months;

    /// <summary>First day of the earliest month, null when there is none.</summary>
    public DateOnly? Earliest => _months.First is { } first ? CivilTime.FirstDayOfMonth(first) : null;

    /// <summary>Reads months, each given by any day in it; a month named twice is refused.</summary>
    public static FactReading<AssistanceMonths> Read(IEnumerable<DateOnly> anyDayOfEachMonth)
    {
        ArgumentNullException.ThrowIfNull(anyDayOfEachMonth);
        int[] months = [.. anyDayOfEachMonth.Select(CivilTime.MonthNumber).Order()];
        FactViolation[] violations =
        [
            .. months.Skip(1).Zip(months).Where(pair => pair.First == pair.Second)
                .Select(pair => new FactViolation(MonthGrantedTwice, FactNames.SocialAssistanceMonths, CivilTime.FirstDayOfMonth(pair.First))),
        ];
        return violations.Length > 0 ? new(null, violations) : new(new AssistanceMonths(Held(months)), violations);
    }

    /// <summary>The form in which flow F01 tells it: that many months in a row, the last of them the last one ended before a date.</summary>
    public static AssistanceMonths LastEnded(int months, DateOnly asOf)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        return new(Held([.. Enumerable.Range(CivilTime.MonthNumber(asOf) - months, months)]));
    }

    /// <summary>
    /// Months in a row, counted backwards from the last calendar month that ended before <paramref name="asOf"/> (GEN-COUNT-3):
    /// a month counts from the day after its last day.
    /// </summary>
    public int EndedInARow(DateOnly asOf)
    {
        var last = CivilTime.MonthNumber(asOf) - 1;
        var months = 0;
        while (_months.Contains(last - months))
        {
            months++;
        }

        return months;
    }

    /// <summary>These months and every one from the month of <paramref name="asOf"/> on: what will be when nothing changes.</summary>
    /// <param name="asOf">A day in the first month assumed.</param>
    /// <param name="through">A day in the last month assumed.</param>
    public AssistanceMonths GoingOn(DateOnly asOf, DateOnly through)
    {
        var first = CivilTime.MonthNumber(asOf);
        var assumed = Enumerable.Range(first, Math.Max(0, CivilTime.MonthNumber(through) - first + 1));
        return new(Held([.. _months.Numbers().Union(assumed).Order()]));
    }

    /// <summary>First day of the first of the months that <see cref="EndedInARow"/> counts; null when it counts none.</summary>
    public DateOnly? RunBegan(DateOnly asOf)
    {
        var months = EndedInARow(asOf);
        return months == 0 ? null : CivilTime.AddMonths(CivilTime.FirstDayOfMonth(asOf), -months);
    }

    private static DaySet Held(int[] ascending)
    {
        if (ascending.Length == 0)
        {
            return DaySet.None;
        }

        DaySet.Builder months = new(ascending[0], ascending[^1]);
        foreach (var month in ascending)
        {
            months.Add(month);
        }

        return months.Build();
    }
}

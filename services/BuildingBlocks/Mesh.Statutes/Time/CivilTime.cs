namespace Mesh.Statutes;

/// <summary>GEN-TIME-1 and -2: months and ages in civil dates of Europe/Helsinki.</summary>
public static class CivilTime
{
    private const int MonthsOfYear = 12;

    /// <summary>Act 150/1930 §§ 2–4, which every calculation here follows.</summary>
    public static readonly Citation Citation = new(CitedTexts.StatutoryTimeAct, "§§ 2–4", Certainty.Verified);

    /// <summary>
    /// GEN-TIME-1: the same day number in the target month, or that month's last day when it has no such day.
    /// Negative counts go backwards the same way. The starting day is thereby not counted (GEN-TIME-2).
    /// </summary>
    public static DateOnly AddMonths(DateOnly startingDay, int months) => startingDay.AddMonths(months);

    /// <summary>Largest n for which <see cref="AddMonths"/>(from, n) is not after <paramref name="to"/>; negative when to is before from.</summary>
    public static int WholeMonthsBetween(DateOnly from, DateOnly to)
    {
        var months = ((to.Year - from.Year) * MonthsOfYear) + to.Month - from.Month;
        return AddMonths(from, months) > to ? months - 1 : months;
    }

    /// <summary>
    /// GEN-AGE-1: completed years; a year is complete on the birthday. Born on 29 February: on 28 February of a common year
    /// (GEN-TIME-1; unsure for the leap day).
    /// </summary>
    public static int AgeOn(DateOnly birthDate, DateOnly asOf)
    {
        // Integer division would round a negative age towards zero and make the unborn 0 years old.
        var months = WholeMonthsBetween(birthDate, asOf);
        return months < 0 ? -1 : months / MonthsOfYear;
    }

    /// <summary>How far Helsinki is ahead of UTC in winter, and in summer. Which of them holds on a day is the callers' time zone data.</summary>
    internal static readonly TimeSpan WinterOffset = TimeSpan.FromHours(2), SummerOffset = TimeSpan.FromHours(3);

    /// <summary>
    /// The day of an instant by Helsinki's winter time. Only to tell an instant's era, since eras begin on 1 January; time zone data is
    /// the callers', and days to be counted come from them as dates.
    /// </summary>
    internal static DateOnly WinterDateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(WinterOffset).DateTime);

    /// <summary>The number of a month, one more for each next.</summary>
    internal static int MonthNumber(DateOnly day) => (day.Year * MonthsOfYear) + day.Month - 1;

    /// <summary>First day of the month of a number.</summary>
    internal static DateOnly FirstDayOfMonth(int monthNumber) => new(monthNumber / MonthsOfYear, (monthNumber % MonthsOfYear) + 1, 1);

    /// <summary>First day of the month of a date.</summary>
    public static DateOnly FirstDayOfMonth(DateOnly day) => new(day.Year, day.Month, 1);
}

namespace Mesh.Statutes;

/// <summary>
/// GEN-TIME-3: the two dates of a period. Remind by <paramref name="DueDate"/>; call it overdue only after
/// <paramref name="LastLawfulDate"/>.
/// </summary>
/// <param name="DueDate">End of the period by GEN-TIME-1; may be a holiday.</param>
/// <param name="LastLawfulDate">The same day, or the next working day when it is none (150/1930 § 5; for an authority's internal duties unsure).</param>
public readonly record struct Deadline(DateOnly DueDate, DateOnly LastLawfulDate)
{
    /// <summary>The deadline of a period of months. The starting day is not counted; the last day is in time.</summary>
    public static Deadline MonthsAfter(DateOnly startingDay, int months)
    {
        var due = CivilTime.AddMonths(startingDay, months);
        return new(due, FinnishCalendar.WorkingDayOnOrAfter(due));
    }

    /// <summary>Days by which <paramref name="today"/> is after <see cref="LastLawfulDate"/>; 0 while in time.</summary>
    public int DaysOverdue(DateOnly today) => Math.Max(0, today.DayNumber - LastLawfulDate.DayNumber);

    /// <summary>True after <see cref="LastLawfulDate"/>.</summary>
    public bool IsOverdue(DateOnly today) => today > LastLawfulDate;
}

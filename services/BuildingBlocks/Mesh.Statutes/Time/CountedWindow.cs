namespace Mesh.Statutes;

/// <summary>The days over which something is counted, both ends included.</summary>
/// <param name="First">First counted day; null = from the beginning, no window in the law.</param>
/// <param name="Last">Last counted day.</param>
public readonly record struct CountedWindow(DateOnly? First, DateOnly Last)
{
    /// <summary>Everything up to and including a date (GEN-COUNT-1).</summary>
    public static CountedWindow UpTo(DateOnly asOf) => new(null, asOf);

    /// <summary>The days after a starting event, whose own day is not counted (GEN-TIME-2).</summary>
    public static CountedWindow After(DateOnly startingEvent, DateOnly asOf) => new(startingEvent.AddDays(1), asOf);

    /// <summary>GEN-COUNT-2, rolling: (asOf − months, asOf], the day of the same number excluded.</summary>
    public static CountedWindow Rolling(DateOnly asOf, int months) => After(CivilTime.AddMonths(asOf, -months), asOf);

    /// <summary>The other reading of "kalenterikuukausi" (A2): the last months that ended before asOf, first to last day.</summary>
    public static CountedWindow EndedCalendarMonths(DateOnly asOf, int months)
    {
        var current = CivilTime.FirstDayOfMonth(asOf);
        return new(CivilTime.AddMonths(current, -months), current.AddDays(-1));
    }

    /// <summary>Number of months in a window by one of the two readings.</summary>
    public static CountedWindow Of(WindowReading reading, DateOnly asOf, int months) => reading switch
    {
        WindowReading.Rolling => Rolling(asOf, months),
        WindowReading.EndedCalendarMonths => EndedCalendarMonths(asOf, months),
        _ => throw new ArgumentOutOfRangeException(nameof(reading), reading, "There are two readings."),
    };
}

/// <summary>The two readings of "the last twelve calendar months" (A2).</summary>
public enum WindowReading
{
    /// <summary>Up to the asked date, the one that decides.</summary>
    Rolling = 0,

    /// <summary>Whole ended calendar months, computed beside it.</summary>
    EndedCalendarMonths = 1,
}

namespace Mesh.Statutes;

/// <summary>Paid days of one benefit, ascending, with what is needed to answer counts and spells by binary search.</summary>
internal sealed class PaidSeries
{
    private readonly int[] _days;

    // For each paid day: where its unbroken spell began, and the longest spell (in months) that ended before it.
    private readonly int[] _spellStart;
    private readonly int[] _longestBefore;

    internal PaidSeries(int[] ascendingDayNumbers)
    {
        _days = ascendingDayNumbers;
        _spellStart = new int[_days.Length];
        _longestBefore = new int[_days.Length];
        for (var i = 0; i < _days.Length; i++)
        {
            if (i == 0)
            {
                _spellStart[i] = _days[i];
            }
            else if (_days[i] <= RunsTo(_days[i - 1]) + 1)
            {
                _spellStart[i] = _spellStart[i - 1];
                _longestBefore[i] = _longestBefore[i - 1];
            }
            else
            {
                _spellStart[i] = _days[i];
                _longestBefore[i] = Math.Max(_longestBefore[i - 1], Months(_spellStart[i - 1], RunsTo(_days[i - 1])));
            }
        }
    }

    internal IEnumerable<DateOnly> Days => _days.Select(DateOnly.FromDayNumber);

    internal DateOnly? First => _days.Length == 0 ? null : DateOnly.FromDayNumber(_days[0]);

    internal int Count(CountedWindow window) =>
        Math.Max(0, CountThrough(window.Last.DayNumber) - (window.First is { } first ? CountThrough(first.DayNumber - 1) : 0));

    internal DateOnly? LastOn(DateOnly asOf) =>
        CountThrough(asOf.DayNumber) is var n and > 0 ? DateOnly.FromDayNumber(_days[n - 1]) : null;

    internal int LongestUnbrokenMonths(DateOnly asOf)
    {
        var n = CountThrough(asOf.DayNumber);
        if (n == 0)
        {
            return 0;
        }

        var running = Months(_spellStart[n - 1], Math.Min(asOf.DayNumber, RunsTo(_days[n - 1])));
        return Math.Max(running, _longestBefore[n - 1]);
    }

    // No benefit is paid for a weekend, so a spell runs on to the day before the next weekday.
    private static int RunsTo(int day) => FinnishCalendar.NextWeekday(DateOnly.FromDayNumber(day)).DayNumber - 1;

    private static int Months(int from, int to) =>
        CivilTime.WholeMonthsBetween(DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to));

    private int CountThrough(int dayNumber)
    {
        var at = Array.BinarySearch(_days, dayNumber);
        return at >= 0 ? at + 1 : ~at;
    }
}

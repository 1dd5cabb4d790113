namespace Mesh.Statutes;

/// <summary>Paid days of one benefit, and the unbroken spells they make.</summary>
internal sealed class PaidSeries(DaySet days)
{
    private Spell[]? _spells;

    internal IEnumerable<DateOnly> Days => days.Numbers().Select(DateOnly.FromDayNumber);

    internal DateOnly? First => days.First is { } first ? DateOnly.FromDayNumber(first) : null;

    internal int Count(CountedWindow window) => Math.Max(
        0, days.CountThrough(window.Last.DayNumber) - (window.First is { } first ? days.CountThrough(first.DayNumber - 1) : 0));

    internal DateOnly? LastOn(DateOnly asOf) => days.LastThrough(asOf.DayNumber) is { } last ? DateOnly.FromDayNumber(last) : null;

    internal int LongestUnbrokenMonths(DateOnly asOf)
    {
        if (LastOn(asOf) is not { } last)
        {
            return 0;
        }

        // One rule of ten asks for spells, and most people have no day of its benefit: they are found when first asked for.
        _spells ??= FindSpells();
        var spell = Array.FindLast(_spells, s => s.Start <= last.DayNumber);
        return Math.Max(Months(spell.Start, Math.Min(asOf.DayNumber, RunsTo(last.DayNumber))), spell.LongestBefore);
    }

    private Spell[] FindSpells()
    {
        List<Spell> spells = [];
        var (start, through, longestBefore) = (0, 0, 0);
        foreach (var day in days.Numbers())
        {
            if (spells.Count == 0 || day > through + 1)
            {
                longestBefore = spells.Count == 0 ? 0 : Math.Max(longestBefore, Months(start, through));
                start = day;
                spells.Add(new(start, longestBefore));
            }

            through = RunsTo(day);
        }

        return [.. spells];
    }

    // No benefit is paid for a weekend, so a spell runs on to the day before the next weekday.
    private static int RunsTo(int day) => FinnishCalendar.NextWeekday(DateOnly.FromDayNumber(day)).DayNumber - 1;

    private static int Months(int from, int to) =>
        CivilTime.WholeMonthsBetween(DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to));

    // Where an unbroken spell began, and the longest (in months) of those before it.
    private readonly record struct Spell(int Start, int LongestBefore);
}

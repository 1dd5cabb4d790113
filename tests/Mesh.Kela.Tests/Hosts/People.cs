using System.Globalization;

namespace Mesh.Kela.Tests.Hosts;

/// <summary>Artificial people.</summary>
internal static class People
{
    private const string CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    /// <summary>Aino Testilä of SC1, born 14.5.2001.</summary>
    public const string Aino = "140501A902D";

    /// <summary>Eetu Koeaho of SC2, born 3.9.1988.</summary>
    public const string Eetu = "030988-917F";

    /// <summary>The code of somebody born on a day of the 2000s or 1900s, by the form and not by the parser.</summary>
    public static string Born(DateOnly day, int individualNumber = 900)
    {
        var digits = day.ToString("ddMMyy", CultureInfo.InvariantCulture);
        var number = individualNumber.ToString("000", CultureInfo.InvariantCulture);
        var check = CheckCharacters[int.Parse(digits + number, CultureInfo.InvariantCulture) % CheckCharacters.Length];
        return $"{digits}{(day.Year < 2000 ? '-' : 'A')}{number}{check}";
    }
}

/// <summary>Days as payment systems give them: one for each weekday.</summary>
internal static class Weekdays
{
    public static IEnumerable<DateOnly> Between(DateOnly first, DateOnly last) =>
        Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1)
            .Select(DateOnly.FromDayNumber)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    public static IEnumerable<DateOnly> From(DateOnly first, int count) => Between(first, first.AddDays(2 * count)).Take(count);

    public static string Text(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

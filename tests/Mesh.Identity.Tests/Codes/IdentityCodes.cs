using System.Globalization;
using CsCheck;

namespace Mesh.Identity.Tests;

/// <summary>Generates valid codes of all centuries, separators and individual numbers, by the form and not by the parser.</summary>
internal static class IdentityCodes
{
    private const string CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    public static readonly Gen<(string Text, DateOnly BirthDate, int IndividualNumber)> Valid =
        from day in Gen.Int[new DateOnly(1800, 1, 1).DayNumber, new DateOnly(2099, 12, 31).DayNumber]
        from individualNumber in Gen.Int[2, 999]
        from separator in Gen.Int[0, 5]
        select Write(DateOnly.FromDayNumber(day), individualNumber, separator);

    public static string SeparatorsOf(int year) => (year / 100) switch
    {
        18 => "+",
        19 => "-YXWVU",
        _ => "ABCDEF",
    };

    private static (string, DateOnly, int) Write(DateOnly birthDate, int individualNumber, int separator)
    {
        var date = birthDate.ToString("ddMMyy", CultureInfo.InvariantCulture);
        var number = individualNumber.ToString("000", CultureInfo.InvariantCulture);
        var separators = SeparatorsOf(birthDate.Year);
        var check = CheckCharacters[int.Parse(date + number, CultureInfo.InvariantCulture) % 31];
        return ($"{date}{separators[separator % separators.Length]}{number}{check}", birthDate, individualNumber);
    }
}

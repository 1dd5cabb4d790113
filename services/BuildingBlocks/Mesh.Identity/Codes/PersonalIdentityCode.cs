using System.Diagnostics;
using System.Globalization;

namespace Mesh.Identity;

/// <summary>
/// Finnish personal identity code (henkilötunnus): ddmmyy, separator, individual number 002–999, check character.
/// Cannot hold a wrong value. Separators as of the 2023 reform (dvv.fi/hetu-uudistus).
/// </summary>
/// <remarks>
/// <para>The separator is part of the identity: 100190-999P and 100190Y999P are two people, so it is compared with the rest.</para>
/// <para>Nothing is trimmed, upper-cased or replaced: the same text must give the same blind index in every organisation, and a
/// lenient reader in one of them would find people whom another does not. Whoever types a code is told what is wrong with it.</para>
/// <para>A date of birth in the future is not refused: "today" is a question to a clock, and a code has none.</para>
/// </remarks>
[DebuggerDisplay(Mask)]
public sealed class PersonalIdentityCode : IEquatable<PersonalIdentityCode>
{
    private const string Mask = "******-****";
    private const string CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private const int CodeLength = 11;
    private const int SeparatorAt = 6;
    private const int SmallestIndividualNumber = 2;
    private const int SmallestArtificialNumber = 900;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _characters;

    private PersonalIdentityCode(string characters, DateOnly birthDate, int individualNumber)
    {
        _characters = characters;
        BirthDate = birthDate;
        IsArtificial = individualNumber >= SmallestArtificialNumber;
    }

    /// <summary>Date of birth, with the century of the separator.</summary>
    public DateOnly BirthDate { get; }

    /// <summary>Individual number 900–999: never given to a living person; the only codes a demonstration accepts.</summary>
    public bool IsArtificial { get; }

    /// <summary>Gives the code, or the first fault of the text. Never throws.</summary>
    public static IdentityCodeParseResult Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return IdentityCodeParseResult.Refused(IdentityCodeFault.Missing);
        }

        if (text.Length != CodeLength)
        {
            return IdentityCodeParseResult.Refused(IdentityCodeFault.Length);
        }

        if (!TryNumber(text.AsSpan(0, SeparatorAt), out var dayMonthYear)
            || !TryNumber(text.AsSpan(SeparatorAt + 1, 3), out var individualNumber))
        {
            return IdentityCodeParseResult.Refused(IdentityCodeFault.Characters);
        }

        if (Century(text[SeparatorAt]) is not { } century)
        {
            return IdentityCodeParseResult.Refused(IdentityCodeFault.Separator);
        }

        var (day, month, year) = (dayMonthYear / 10000, dayMonthYear / 100 % 100, century + (dayMonthYear % 100));
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return IdentityCodeParseResult.Refused(IdentityCodeFault.Date);
        }

        if (individualNumber < SmallestIndividualNumber)
        {
            return IdentityCodeParseResult.Refused(IdentityCodeFault.IndividualNumber);
        }

        if (text[^1] != CheckCharacter(dayMonthYear, individualNumber))
        {
            return IdentityCodeParseResult.Refused(IdentityCodeFault.CheckCharacter);
        }

        return IdentityCodeParseResult.Of(new(text, new DateOnly(year, month, day), individualNumber));
    }

    /// <summary>The eleven characters. The only way to them: every place that takes a code out of its wrapper is found by this name.</summary>
    public string Reveal() => _characters;

    /// <inheritdoc/>
    public bool Equals(PersonalIdentityCode? other) => other is not null && _characters == other._characters;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PersonalIdentityCode);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(_characters, StringComparison.Ordinal);

    /// <summary>The same mask for everybody. It shows no separator either, which would tell the century.</summary>
    public override string ToString() => Mask;

    internal static char CheckCharacter(int dayMonthYear, int individualNumber) =>
        CheckCharacters[((dayMonthYear * 1000) + individualNumber) % CheckCharacters.Length];

    private static int? Century(char separator) => separator switch
    {
        '+' => 1800,
        '-' or 'Y' or 'X' or 'W' or 'V' or 'U' => 1900,
        >= 'A' and <= 'F' => 2000,
        _ => null,
    };

    // NumberStyles.None: no sign and no blank. Invariant parsing takes ASCII digits only, not those of other scripts.
    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

using System.Diagnostics.CodeAnalysis;

namespace Mesh.Identity;

/// <summary>
/// Finnish business ID (Y-tunnus): seven digits, hyphen, check digit (Business Information Act 244/2001, § 9; weights 7 9 10 5 8 4 2, modulo 11).
/// The older form with six digits is not accepted: an organisation has one spelling, because the spelling is in certificates and audiences.
/// </summary>
public readonly record struct OrganisationId
{
    private const int DigitCount = 7;
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2];

    private readonly string? _text;

    private OrganisationId(string text) => _text = text;

    /// <summary>Gives the id, or false when the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OrganisationId organisation)
    {
        organisation = default;
        if (text is not { Length: DigitCount + 2 } || text[DigitCount] != '-')
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < DigitCount; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                return false;
            }

            sum += (text[i] - '0') * Weights[i];
        }

        // Remainder 1 would need the check digit 10: such numbers are not given out.
        var remainder = sum % 11;
        if (remainder == 1 || text[^1] != (char)('0' + (remainder == 0 ? 0 : 11 - remainder)))
        {
            return false;
        }

        organisation = new(text);
        return true;
    }

    /// <summary>For ids written in code and configuration.</summary>
    /// <exception cref="FormatException">The text is no business ID.</exception>
    public static OrganisationId Parse(string? text) =>
        TryParse(text, out var organisation) ? organisation : throw new FormatException("The text is not a Finnish business ID (1234567-8 with check digit).");

    /// <summary>The id as written, e.g. 0246246-0; empty for the default value.</summary>
    public override string ToString() => _text ?? "";
}

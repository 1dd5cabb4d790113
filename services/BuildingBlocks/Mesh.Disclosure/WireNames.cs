using System.Collections.Frozen;
using System.Text;

namespace Mesh.Disclosure;

/// <summary>Enum values as the short codes that ledger rows and journals hold: readable without this program.</summary>
internal static class WireNames
{
    /// <summary>BenefitDays → BENEFIT_DAYS. A value that no contract knows becomes its number.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Codes<TEnum>.Of.TryGetValue(value, out var code) ? code : UpperSnake(value.ToString());

    /// <summary>The codes of a list, separated by commas; empty for none.</summary>
    public static string Of<TEnum>(IEnumerable<TEnum> values)
        where TEnum : struct, Enum => string.Join(',', values.Select(value => Of(value)));

    /// <summary>The values of a list of codes.</summary>
    /// <exception cref="InvalidOperationException">A code is of no value.</exception>
    public static IReadOnlyList<TEnum> Read<TEnum>(string codes)
        where TEnum : struct, Enum =>
        [.. codes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ReadOne<TEnum>)];

    /// <summary>PascalCase to UPPER_SNAKE_CASE.</summary>
    public static string UpperSnake(string pascal)
    {
        var text = new StringBuilder(pascal.Length + 8);
        foreach (var letter in pascal)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }

    private static TEnum ReadOne<TEnum>(string code)
        where TEnum : struct, Enum =>
        Codes<TEnum>.Values.TryGetValue(code, out var value) ? value : throw new InvalidOperationException($"{code} is no code of {typeof(TEnum).Name}.");

    private static class Codes<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> Of = Enum.GetValues<TEnum>().Distinct().ToFrozenDictionary(value => value, value => UpperSnake(value.ToString()));

        public static readonly FrozenDictionary<string, TEnum> Values = Of.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}

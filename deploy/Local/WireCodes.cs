using System.Reflection;
using Google.Protobuf.Reflection;

namespace Mesh.Local;

/// <summary>Enum values of the contracts as their short codes: DATA_CATEGORY_BENEFIT_DAYS is BENEFIT_DAYS.</summary>
internal static class WireCodes
{
    /// <summary>The code of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = typeof(T).GetField(value.ToString())?.GetCustomAttribute<OriginalNameAttribute>()?.Name
            ?? throw new ArgumentOutOfRangeException(nameof(value), value, "No value of a contract.");
        var start = string.Concat(typeof(T).Name.Select((letter, index) => index > 0 && char.IsAsciiLetterUpper(letter) ? $"_{letter}" : $"{letter}"));
        return name[(start.Length + 1)..];
    }
}

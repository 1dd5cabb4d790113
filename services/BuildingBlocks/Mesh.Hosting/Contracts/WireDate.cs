using System.Globalization;

namespace Mesh.Hosting.Contracts;

/// <summary>Civil dates as the contracts write them: YYYY-MM-DD (RFC 3339 full-date).</summary>
public static class WireDate
{
    /// <summary>A date of a request that the request rules have passed.</summary>
    public static DateOnly Read(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads a date of a request that the request rules may still refuse; false when it is none.</summary>
    public static bool TryRead(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>A date that may be left out.</summary>
    public static DateOnly? ReadOptional(string text) => text.Length == 0 ? null : Read(text);

    /// <summary>As the contracts write it.</summary>
    public static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As the contracts write a date that may be left out.</summary>
    public static string WriteOptional(DateOnly? date) => date is { } known ? Write(known) : "";
}

using System.Globalization;

namespace Mesh.Kela.SocialAssistance;

/// <summary>Calendar months as the contracts write them, YYYY-MM; kept as the month's first day.</summary>
internal static class WireMonth
{
    private const string Form = "yyyy-MM";

    /// <summary>The month's first day; null when the text is no month.</summary>
    public static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null;

    /// <summary>As the contracts write it.</summary>
    public static string Write(DateOnly month) => month.ToString(Form, CultureInfo.InvariantCulture);
}

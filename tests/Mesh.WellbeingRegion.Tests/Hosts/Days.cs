using System.Globalization;

namespace Mesh.WellbeingRegion.Tests.Hosts;

/// <summary>Days in tests.</summary>
internal static class Days
{
    /// <summary>A date as the domain's tables write it: 10.11.2023.</summary>
    public static DateOnly Of(string text) => DateOnly.ParseExact(text, "d.M.yyyy", CultureInfo.InvariantCulture);

    /// <summary>Calendar months from one to another, both included, as the contract writes them.</summary>
    public static IEnumerable<string> Months(string first, string last)
    {
        for (var month = DateOnly.ParseExact(first, "yyyy-MM", CultureInfo.InvariantCulture);
            string.CompareOrdinal(Text(month), last) <= 0;
            month = month.AddMonths(1))
        {
            yield return Text(month);
        }
    }

    private static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Mesh.Messaging;

/// <summary>RFC 3339 date-time. Finer fractions than 100 ns, which some languages write, are cut.</summary>
internal static partial class Rfc3339
{
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        var match = Form().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value.PadRight(7, '0')[..7];
        var offset = match.Groups["offset"].Value is "Z" or "z" ? "+00:00" : match.Groups["offset"].Value;
        return DateTimeOffset.TryParseExact(
            $"{match.Groups["date"].Value}T{match.Groups["time"].Value}.{fraction}{offset}",
            "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out instant);
    }

    [GeneratedRegex(
        @"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,30}))?(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}

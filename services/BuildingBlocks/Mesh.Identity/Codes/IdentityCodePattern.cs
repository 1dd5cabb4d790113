using System.Text.RegularExpressions;

namespace Mesh.Identity;

/// <summary>
/// Finds what looks like a personal identity code in free text, so that logs and diagnostics can be redacted.
/// A wrong check character, an impossible date and lower case are found too: a mistyped code still tells who somebody is.
/// </summary>
/// <remarks>
/// The separator is also found URL-encoded, as a JSON escape and as a typographic dash. What stands between two hexadecimal
/// digits is left alone, else every eighth trace id would be cut; a percent escape before the code does not count as such.
/// </remarks>
public static partial class IdentityCodePattern
{
    /// <summary>What stands in the place of a code after <see cref="Redact"/>.</summary>
    public const string Replacement = "[identity code]";

    /// <summary>The expression; linear in the length of the text.</summary>
    [GeneratedRegex(
        """(?:(?<![0-9A-Fa-f])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[bf]))[0-9]{6}(?:[-+A-FU-Ya-fu-y\u2010-\u2015\u2212]|%2[BbDd]|\\u002[BbDd])[0-9]{3}[0-9A-Za-z](?![0-9A-Fa-f])""",
        RegexOptions.CultureInvariant)]
    public static partial Regex Expression();

    /// <summary>Whether anything in the text looks like a code.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => Expression().IsMatch(text);

    /// <summary>The text without anything that looks like a code.</summary>
    public static string Redact(string text) => Expression().Replace(text, Replacement);
}

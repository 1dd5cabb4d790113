using System.Text.RegularExpressions;

namespace Mesh.Player;

/// <summary>Keeps what looks like a personal identity code out of everything a play shows or writes down.</summary>
public static partial class IdentityCodeMask
{
    private const string Masked = "******-****";

    /// <summary>The text with every such value masked; form only (date, separator of the 2023 reform, number, check), whether valid or not.</summary>
    public static string Mask(string text) => Code().Replace(text, Masked);

    /// <summary>Whether the text holds such a value.</summary>
    public static bool Finds(string text) => Code().IsMatch(text);

    // No letter or digit on either side: a digest in hexadecimal or an id is no code.
    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-3][0-9][01][0-9]{3}[-+A-FU-Ya-fu-y][0-9]{3}[0-9A-Ya-y](?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}

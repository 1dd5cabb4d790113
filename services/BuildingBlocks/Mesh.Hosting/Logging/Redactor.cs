using System.Text.RegularExpressions;
using Mesh.Identity;

namespace Mesh.Hosting.Logging;

/// <summary>
/// The last guard before a text leaves the process as a log line or error detail: takes out what looks like a personal
/// identity code or a token. It guards against mistakes; it is no licence to log personal data, of which it finds only
/// these two kinds.
/// </summary>
public static partial class Redactor
{
    /// <summary>Stands in the place of a personal identity code.</summary>
    public const string IdentityCode = "[identity-code]";

    /// <summary>Stands in the place of a token.</summary>
    public const string Token = "[token]";

    /// <summary>The text without codes and tokens.</summary>
    public static string Redact(string text) =>
        IdentityCodePattern.Expression().Replace(Tokens().Replace(text, Token), IdentityCode);

    // "eyJ" is base64url of {" and begins every JWS and JWE. What follows Bearer is a token of whatever form.
    [GeneratedRegex(
        @"eyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)*|(?<=\b(?i:bearer)(?: |%20|\+))[A-Za-z0-9._~+/=-]{16,}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}

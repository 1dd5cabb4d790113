using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mesh.EndToEnd.Tests;

/// <summary>Searches bytes for a text in every form in which it might have leaked.</summary>
internal static class PersonalDataSearch
{
    /// <summary>Names of the forms in which the text occurs in the bytes; empty when in none.</summary>
    public static IReadOnlyList<string> FormsFound(byte[] haystack, string text) =>
        [.. Forms(text).Where(form => haystack.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => form.Name)];

    /// <summary>The text as it is, in base64 at its three offsets, hexadecimal, URL-encoded, as JSON escapes it and UTF-16 in both byte orders.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Forms(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        yield return ("plain", utf8);
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)));
        yield return ("HEX", Encoding.ASCII.GetBytes(Convert.ToHexString(utf8)));
        yield return ("utf-16le", Encoding.Unicode.GetBytes(text));
        yield return ("utf-16be", Encoding.BigEndianUnicode.GetBytes(text));
        if (Uri.EscapeDataString(text) is var escaped && escaped != text)
        {
            yield return ("url", Encoding.ASCII.GetBytes(escaped));
        }

        if (JsonEncodedText.Encode(text).ToString() is var json && json != text)
        {
            // Writers of JSON differ in the case of the digits.
            yield return ("json", Encoding.ASCII.GetBytes(json));
            yield return ("json lower", Encoding.ASCII.GetBytes(Regex.Replace(json, @"\\u[0-9A-F]{4}", match => match.Value.ToLowerInvariant())));
        }

        for (var offset = 0; offset < 3; offset++)
        {
            yield return ($"base64+{offset}", Encoding.ASCII.GetBytes(Base64Core(utf8, offset)));
        }
    }

    // The characters that depend on the text alone, whatever stands before and after it.
    private static string Base64Core(byte[] bytes, int offset)
    {
        var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]);
        var skipped = (offset * 8 + 5) / 6;
        var whole = (offset + bytes.Length) * 8 / 6;
        return encoded[skipped..whole];
    }
}

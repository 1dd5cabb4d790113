namespace Mesh.Disclosure;

/// <summary>Base 64 of RFC 4648 section 4 as the formats of C2SP want it: one spelling for each value, no white space.</summary>
internal static class Base64
{
    /// <summary>The bytes; null when the text is not their one spelling.</summary>
    public static byte[]? Read(string text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && Convert.ToBase64String(bytes, 0, length) == text
                ? bytes[..length]
                : null;
    }
}

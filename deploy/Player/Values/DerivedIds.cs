using System.Security.Cryptography;
using System.Text;

namespace Mesh.Player;

/// <summary>
/// Ids that a play makes up. They follow from what they are for, so that a play that was cut off sends the same id again
/// and the service answers with the first outcome (UUIDv8, RFC 9562 section 5.8, over SHA-256).
/// </summary>
internal static class DerivedIds
{
    private const int UuidBytes = 16;
    private const int VersionByte = 6;
    private const int VariantByte = 8;

    public static string Of(params ReadOnlySpan<string> parts)
    {
        // A separator that no part can hold keeps ("a", "bc") and ("ab", "c") apart.
        var text = string.Join('\0', parts);
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, UuidBytes);
        bytes[VersionByte] = (byte)((bytes[VersionByte] & 0x0F) | 0x80);
        bytes[VariantByte] = (byte)((bytes[VariantByte] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Mesh.Disclosure;

/// <summary>
/// Fields as bytes, in one way only: before each its length in UTF-8 bytes, 32 bits, big-endian; all ones for a field that says nothing,
/// which is another thing than an empty one. So no two lists of fields run together into the same bytes, and anybody can read them.
/// </summary>
internal static class LedgerFields
{
    private const uint Absent = uint.MaxValue;
    private const int LengthBytes = sizeof(uint);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(params ReadOnlySpan<string?> fields)
    {
        var length = 0;
        foreach (var field in fields)
        {
            length += LengthBytes + (field is null ? 0 : Strict.GetByteCount(field));
        }

        var bytes = new byte[length];
        var rest = bytes.AsSpan();
        foreach (var field in fields)
        {
            var written = field is null ? 0 : Strict.GetBytes(field, rest[LengthBytes..]);
            BinaryPrimitives.WriteUInt32BigEndian(rest, field is null ? Absent : (uint)written);
            rest = rest[(LengthBytes + written)..];
        }

        return bytes;
    }

    /// <summary>The fields; null when the bytes are none.</summary>
    public static IReadOnlyList<string?>? TryRead(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<string?>();
        while (!bytes.IsEmpty)
        {
            if (bytes.Length < LengthBytes)
            {
                return null;
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            bytes = bytes[LengthBytes..];
            if (length == Absent)
            {
                fields.Add(null);
                continue;
            }

            if (length > bytes.Length || TextOf(bytes[..(int)length]) is not { } text)
            {
                return null;
            }

            fields.Add(text);
            bytes = bytes[(int)length..];
        }

        return fields;
    }

    private static string? TextOf(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

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
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[LengthBytes];
        foreach (var field in fields)
        {
            var text = field is null ? null : Strict.GetBytes(field);
            BinaryPrimitives.WriteUInt32BigEndian(length, text is null ? Absent : (uint)text.Length);
            bytes.Write(length);
            bytes.Write(text ?? []);
        }

        return bytes.ToArray();
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

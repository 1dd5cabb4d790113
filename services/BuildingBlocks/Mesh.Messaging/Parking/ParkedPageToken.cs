using System.Buffers.Binary;
using System.Buffers.Text;

namespace Mesh.Messaging;

/// <summary>Opaque page token of a list: the last row shown.</summary>
internal static class ParkedPageToken
{
    public static string Of(long sequence)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, sequence);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a token; the empty one is the first page's.</summary>
    public static bool TryRead(string token, out long after)
    {
        after = 0;
        if (token.Length == 0)
        {
            return true;
        }

        Span<byte> bytes = stackalloc byte[sizeof(long)];
        if (!Base64Url.IsValid(token, out var length) || length != bytes.Length || !Base64Url.TryDecodeFromChars(token, bytes, out _))
        {
            return false;
        }

        after = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return after > 0;
    }
}

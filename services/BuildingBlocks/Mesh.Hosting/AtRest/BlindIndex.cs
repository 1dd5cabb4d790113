using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mesh.Hosting.AtRest;

/// <summary>
/// Finds an encrypted value without decrypting: a keyed digest (HMAC-SHA256, all 32 bytes) of the value, apart for each
/// purpose, so that equal values in two columns do not show that they are equal. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Stored: length of the key id (1 byte), key id (ASCII), digest. The key id makes indexes of two keys differ for sure,
/// and tells which rows a rotation has still to write anew.
/// </remarks>
public sealed class BlindIndex(AtRestKeys keys)
{
    /// <summary>The index to store, by the current key.</summary>
    /// <param name="value">The exact text; nothing is trimmed or folded.</param>
    /// <param name="purpose">What the index is for, for example subject.personal_identity_code.</param>
    public byte[] Of(string value, string purpose) => Of(keys.Current, value, purpose);

    /// <summary>The indexes to look for: by the current key first, then by the previous ones, while rows are rotated.</summary>
    public IReadOnlyList<byte[]> Candidates(string value, string purpose) =>
        [.. keys.All.Select(key => Of(key, value, purpose))];

    /// <summary>What every index begins with that was made with the key of this id.</summary>
    internal static byte[] BeginOf(string kid) => [(byte)kid.Length, .. Encoding.ASCII.GetBytes(kid)];

    private static byte[] Of(AtRestKey key, string value, string purpose)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        ArgumentException.ThrowIfNullOrEmpty(purpose);

        // Length before purpose: no purpose and value can run together into another pair.
        var purposeBytes = Encoding.UTF8.GetByteCount(purpose);
        var input = new byte[sizeof(int) + purposeBytes + Encoding.UTF8.GetByteCount(value)];
        BinaryPrimitives.WriteInt32BigEndian(input, purposeBytes);
        Encoding.UTF8.GetBytes(purpose, input.AsSpan(sizeof(int)));
        Encoding.UTF8.GetBytes(value, input.AsSpan(sizeof(int) + purposeBytes));

        var begin = BeginOf(key.Kid);
        var index = new byte[begin.Length + HMACSHA256.HashSizeInBytes];
        begin.CopyTo(index, 0);
        HMACSHA256.HashData(key.Hmac, input, index.AsSpan(begin.Length));
        CryptographicOperations.ZeroMemory(input);
        return index;
    }
}

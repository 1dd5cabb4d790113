using System.Security.Cryptography;
using System.Text;

namespace Mesh.Hosting.AtRest;

/// <summary>
/// Encrypts single values of the database with AES-256-GCM, bound to their place: the associated data is
/// table|column|row id, so a value copied to another row or column does not decrypt there. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Stored: version (1 byte, 1), length of the key id (1 byte), key id (ASCII), nonce (12), tag (16), ciphertext.
/// Nonces are random, which is sound for 2^32 values per key (NIST SP 800-38D 8.3).
/// </remarks>
public sealed class FieldCipher(AtRestKeys keys)
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Encrypts with the current key.</summary>
    /// <param name="plain">The value; may be empty.</param>
    /// <param name="table">Table of the row; without '|'.</param>
    /// <param name="column">Column; without '|'.</param>
    /// <param name="rowId">Id of the row.</param>
    public byte[] Protect(ReadOnlySpan<byte> plain, string table, string column, Guid rowId)
    {
        var place = PlaceOf(table, column, rowId);
        var key = keys.Current;
        var begin = BeginOf(key.Kid);
        var header = begin.Length;
        var stored = new byte[header + NonceBytes + TagBytes + plain.Length];
        begin.CopyTo(stored, 0);

        var nonce = stored.AsSpan(header, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        var tag = stored.AsSpan(header + NonceBytes, TagBytes);

        // One per call: an instance is not documented as safe for concurrent use.
        using var aes = new AesGcm(key.Aes, TagBytes);
        aes.Encrypt(nonce, plain, stored.AsSpan(header + NonceBytes + TagBytes), tag, place);
        return stored;
    }

    /// <summary>Decrypts with the key that encrypted.</summary>
    /// <exception cref="AtRestTamperedException">The value is not what was written in this place.</exception>
    public byte[] Reveal(ReadOnlySpan<byte> stored, string table, string column, Guid rowId)
    {
        var place = PlaceOf(table, column, rowId);
        var header = stored.Length < 2 ? 0 : 2 + stored[1];
        if (header == 0 || stored[0] != Version || stored.Length < header + NonceBytes + TagBytes
            || keys.Find(Encoding.ASCII.GetString(stored[2..header])) is not { } key)
        {
            throw new AtRestTamperedException(table, column, rowId);
        }

        var sealedPart = stored[header..];
        var plain = new byte[sealedPart.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(key.Aes, TagBytes);
            aes.Decrypt(
                sealedPart[..NonceBytes],
                sealedPart[(NonceBytes + TagBytes)..],
                sealedPart[NonceBytes..(NonceBytes + TagBytes)],
                plain,
                place);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new AtRestTamperedException(table, column, rowId);
        }

        return plain;
    }

    /// <summary>What every value begins with that was encrypted with the key of this id.</summary>
    internal static byte[] BeginOf(string kid) => [Version, (byte)kid.Length, .. Encoding.ASCII.GetBytes(kid)];

    private static byte[] PlaceOf(string table, string column, Guid rowId)
    {
        ArgumentException.ThrowIfNullOrEmpty(table);
        ArgumentException.ThrowIfNullOrEmpty(column);
        if (table.Contains('|', StringComparison.Ordinal) || column.Contains('|', StringComparison.Ordinal))
        {
            throw new ArgumentException("The separator in a name would make two places one.", nameof(table));
        }

        return Encoding.UTF8.GetBytes($"{table}|{column}|{rowId:D}");
    }
}

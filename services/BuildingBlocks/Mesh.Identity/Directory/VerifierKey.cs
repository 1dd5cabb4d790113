using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mesh.Identity;

/// <summary>
/// A verifier key in the written form of C2SP signed-note, <c>name+hash+key</c>: hash is eight hexadecimal digits, key the base64 of one
/// byte for the algorithm and the public key. Ed25519 (algorithm 1) is the only one there is here.
/// </summary>
/// <param name="Name">Who signs: neither spaces nor plus signs.</param>
/// <param name="Hash">First four bytes of SHA-256 over name, line feed, algorithm and public key.</param>
/// <param name="PublicKey">32 bytes.</param>
public sealed record VerifierKey(string Name, uint Hash, ReadOnlyMemory<byte> PublicKey)
{
    /// <summary>Bytes of an Ed25519 public key.</summary>
    public const int PublicKeyBytes = 32;

    private const byte Ed25519 = 1;

    /// <summary>The verifier of a key.</summary>
    /// <exception cref="ArgumentException">The name or the key has not that form.</exception>
    public static VerifierKey Of(string name, ReadOnlySpan<byte> publicKey) => IsName(name) && publicKey.Length == PublicKeyBytes
        ? new(name, HashOf(name, publicKey), publicKey.ToArray())
        : throw new ArgumentException("A verifier has a name without spaces and plus signs, and a key of 32 bytes.", nameof(name));

    /// <summary>Reads the written form; null for anything else, also for another spelling of one, and when the hash is not that of name and key.</summary>
    public static VerifierKey? Read(string? text)
    {
        if (text?.Split('+', 3) is not [var name, _, var encoded] || !IsName(name))
        {
            return null;
        }

        Span<byte> key = stackalloc byte[PublicKeyBytes + 1];
        return Convert.TryFromBase64String(encoded, key, out var read) && read == key.Length
            && Of(name, key[1..]) is var written && written.ToString() == text
            ? written
            : null;
    }

    /// <summary>The written form.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Hash:x8}+{Convert.ToBase64String([Ed25519, .. PublicKey.Span])}");

    /// <summary>Compared by what they are, not by where their bytes lie.</summary>
    public bool Equals(VerifierKey? other) =>
        other is not null && Name == other.Name && Hash == other.Hash && PublicKey.Span.SequenceEqual(other.PublicKey.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Hash);

    /// <summary>Whether a key may be called so: neither spaces, control characters nor plus signs.</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.Any(letter => letter == '+' || char.IsWhiteSpace(letter) || char.IsControl(letter));

    private static uint HashOf(string name, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519, .. publicKey]));
}

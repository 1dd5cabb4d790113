using System.Security.Cryptography;

namespace Mesh.Hosting.AtRest;

/// <summary>
/// The two keys of one generation: one encrypts, one makes blind indexes. They are apart so that neither use says
/// anything about the other.
/// </summary>
public sealed class AtRestKey
{
    /// <summary>Bytes of each key: AES-256 and HMAC-SHA256.</summary>
    public const int KeyBytes = 32;

    private const int MaxKid = 32;
    private const int FingerprintBytes = 8;

    /// <summary>Keys with an id.</summary>
    /// <param name="kid">1 to 32 of a–z, 0–9 and hyphen; it stands in plain text before every stored value.</param>
    /// <param name="aes">32 bytes.</param>
    /// <param name="hmac">32 bytes, others than <paramref name="aes"/>.</param>
    /// <param name="replacedAt">When another key began to write in its place; null while none has.</param>
    /// <exception cref="ArgumentException">The id or a key has not that form.</exception>
    public AtRestKey(string kid, byte[] aes, byte[] hmac, DateTimeOffset? replacedAt = null)
    {
        ArgumentNullException.ThrowIfNull(kid);
        ArgumentNullException.ThrowIfNull(aes);
        ArgumentNullException.ThrowIfNull(hmac);
        if (kid.Length is 0 or > MaxKid || !kid.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
        {
            throw new ArgumentException("A key id has 1 to 32 of a-z, 0-9 and hyphen.", nameof(kid));
        }

        if (aes.Length != KeyBytes || hmac.Length != KeyBytes || aes.AsSpan().SequenceEqual(hmac))
        {
            throw new ArgumentException("Both keys have 32 bytes and differ.", nameof(aes));
        }

        Kid = kid;
        Aes = aes;
        Hmac = hmac;
        ReplacedAt = replacedAt;

        // Of 64 random bytes: who knows it knows nothing of the keys.
        var fingerprint = SHA256.HashData([.. aes, .. hmac]);
        Name = $"{kid}.{Convert.ToHexStringLower(fingerprint.AsSpan(0, FingerprintBytes))}";
    }

    /// <summary>The id.</summary>
    public string Kid { get; }

    /// <summary>The id and a digest of both keys: equal for equal keys only, so that two files can be held against each other without showing any key.</summary>
    public string Name { get; }

    /// <summary>When another key began to write in its place, by the machine's clock; null while none has.</summary>
    public DateTimeOffset? ReplacedAt { get; }

    internal byte[] Aes { get; }

    internal byte[] Hmac { get; }
}

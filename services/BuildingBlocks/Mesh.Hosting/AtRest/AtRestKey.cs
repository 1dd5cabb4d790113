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

    /// <summary>Keys with an id.</summary>
    /// <param name="kid">1 to 32 of a–z, 0–9 and hyphen; it stands in plain text before every stored value.</param>
    /// <param name="aes">32 bytes.</param>
    /// <param name="hmac">32 bytes, others than <paramref name="aes"/>.</param>
    /// <exception cref="ArgumentException">The id or a key has not that form.</exception>
    public AtRestKey(string kid, byte[] aes, byte[] hmac)
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
    }

    /// <summary>The id.</summary>
    public string Kid { get; }

    internal byte[] Aes { get; }

    internal byte[] Hmac { get; }
}

using System.Buffers.Binary;
using System.Text;
using Mesh.Identity;
using NSec.Cryptography;

namespace Mesh.Disclosure;

/// <summary>
/// A participation's Ed25519 private key: signs its checkpoints and cosigns those of others. Kept in memory that is not swapped out,
/// overwritten when disposed of, and given out to nobody: its file is <see cref="Mesh.Hosting.Signing.SigningKeys"/>.
/// </summary>
public sealed class LedgerKey : IDisposable
{
    private readonly Key _key;

    private LedgerKey(string name, Key key)
    {
        _key = key;
        Verifier = new LedgerVerifier(name, key.PublicKey);
    }

    /// <summary>The key's name; for a participation its URN, which is its log's origin too.</summary>
    public string Name => Verifier.Name;

    /// <summary>With what others check.</summary>
    public LedgerVerifier Verifier { get; }

    /// <summary>The key of a seed, 32 bytes by RFC 8032.</summary>
    /// <exception cref="ArgumentException">No key may be called so, or the seed is none.</exception>
    public static LedgerKey Of(string name, ReadOnlySpan<byte> seed) =>
        VerifierKey.IsName(name) && Key.TryImport(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, out var key)
            ? new(name, key!)
            : throw new ArgumentException("A key has a name without spaces and plus, and a seed of 32 bytes.", nameof(name));

    /// <summary>Signs a text, which must end in a newline.</summary>
    public SignedNote Sign(string text) => text is not null && text.EndsWith('\n')
        ? new(text, [new(Name, Verifier.CheckpointKeyId, SignatureAlgorithm.Ed25519.Sign(_key, Encoding.UTF8.GetBytes(text)))])
        : throw new ArgumentException("What is signed ends in a newline.", nameof(text));

    /// <summary>Cosigns the text of another's checkpoint: that at this time it is the largest one seen, and consistent with those before.</summary>
    public NoteSignature Cosign(string text, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new byte[sizeof(ulong)];
        var seconds = at.ToUnixTimeSeconds();
        BinaryPrimitives.WriteInt64BigEndian(bytes, seconds);
        return new(Name, Verifier.CosignatureKeyId, [.. bytes, .. SignatureAlgorithm.Ed25519.Sign(_key, LedgerVerifier.CosignedMessage(seconds, text))]);
    }

    /// <summary>The public part; never the private one.</summary>
    public override string ToString() => Verifier.ToString();

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mesh.Identity;
using NSec.Cryptography;

namespace Mesh.Disclosure;

/// <summary>
/// An Ed25519 public key under a name, with which a participation's checkpoints and cosignatures are checked. One key makes both: what is
/// signed differs from the first byte on, and each kind has its own key id, as C2SP signed-note asks.
/// </summary>
public sealed class LedgerVerifier
{
    private const byte CosignatureType = 0x04;
    private const int TimestampBytes = 8;

    // A day short of the last that there is: Helsinki is ahead of UTC.
    private static readonly ulong LastSecond = (ulong)DateTimeOffset.MaxValue.AddDays(-1).ToUnixTimeSeconds();

    private readonly PublicKey _key;

    internal LedgerVerifier(string name, PublicKey key)
    {
        Name = name;
        _key = key;
        CheckpointKeyId = VerifierKey.Of(name, PublicKey).Hash;
        CosignatureKeyId = CosignatureIdOf(name, PublicKey);
    }

    /// <summary>First day it signs, Helsinki; null: there is no limit.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day it signs, included; null: for the time being.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The key's name; for a participation its URN.</summary>
    public string Name { get; }

    /// <summary>The key, 32 bytes by RFC 8032.</summary>
    public byte[] PublicKey => _key.Export(KeyBlobFormat.RawPublicKey);

    /// <summary>Key id of its checkpoints.</summary>
    public uint CheckpointKeyId { get; }

    /// <summary>Key id of its cosignatures.</summary>
    public uint CosignatureKeyId { get; }

    /// <summary>Reads a verifier key, <c>name+hash+base64(0x01||key)</c>; null when it is none, of another algorithm, or its hash is another's.</summary>
    /// <param name="text">The verifier key.</param>
    /// <param name="from">First day it signs.</param>
    /// <param name="to">Last day it signs.</param>
    public static LedgerVerifier? TryRead(string text, DateOnly? from = null, DateOnly? to = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return VerifierKey.Read(text) is { } key
            && NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, key.PublicKey.Span, KeyBlobFormat.RawPublicKey, out var imported)
                ? new LedgerVerifier(key.Name, imported!) { From = from, To = to }
                : null;
    }

    /// <summary>Whether the note holds this key's signature over its text. One that is there and wrong counts, whatever else is there.</summary>
    public bool HasSigned(SignedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        var own = note.Signatures.Where(signature => signature.Name == Name && signature.KeyId == CheckpointKeyId).ToList();
        return own.Count > 0 && own.TrueForAll(signature => IsValid(Encoding.UTF8.GetBytes(note.Text), signature.Bytes));
    }

    /// <summary>
    /// When this key cosigned the text; null when the signature is not this key's, not right, or of a day when the key did not sign (C2SP
    /// tlog-cosignature, cosignature/v1).
    /// </summary>
    public DateTimeOffset? CosignedAt(string text, NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signature);
        if (signature.Name != Name || signature.KeyId != CosignatureKeyId || signature.Bytes.Length != TimestampBytes + SignatureAlgorithm.Ed25519.SignatureSize)
        {
            return null;
        }

        var seconds = BinaryPrimitives.ReadUInt64BigEndian(signature.Bytes);
        return seconds <= LastSecond && DateTimeOffset.FromUnixTimeSeconds((long)seconds) is var at && SignsOn(HelsinkiTime.DateOf(at))
            && IsValid(CosignedMessage((long)seconds, text), signature.Bytes[TimestampBytes..])
                ? at
                : null;
    }

    /// <summary>Whether it signs on this day, Helsinki.</summary>
    public bool SignsOn(DateOnly day) => !(day < From) && !(day > To);

    /// <summary>The verifier key, as <see cref="TryRead"/> reads it.</summary>
    public override string ToString() => VerifierKey.Of(Name, PublicKey).ToString();

    internal static byte[] CosignedMessage(long seconds, string text) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));

    private static uint CosignatureIdOf(string name, byte[] key) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', CosignatureType, .. key]));

    private bool IsValid(byte[] message, byte[] signature) => SignatureAlgorithm.Ed25519.Verify(_key, message, signature);
}

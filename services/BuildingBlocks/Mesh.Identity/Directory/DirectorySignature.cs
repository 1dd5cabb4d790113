using System.Security.Cryptography;

namespace Mesh.Identity;

/// <summary>
/// Detached signature of the directory: ECDSA P-256 with SHA-256 over the file's bytes, DER (RFC 3279), so that an operator can
/// check it with <c>openssl dgst -sha256 -verify key.pem -signature participants.json.sig participants.json</c>.
/// </summary>
public static class DirectorySignature
{
    private const DSASignatureFormat Format = DSASignatureFormat.Rfc3279DerSequence;

    /// <summary>Signs the bytes.</summary>
    /// <exception cref="ArgumentException">The key is not on P-256.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> json, ECDsa privateKey)
    {
        EnsureP256(privateKey);
        return privateKey.SignData(json, HashAlgorithmName.SHA256, Format);
    }

    /// <summary>Whether the signature belongs to the bytes and the key; false for anything else, also for bytes that are no signature.</summary>
    /// <exception cref="ArgumentException">The key is not on P-256.</exception>
    public static bool Verify(ReadOnlySpan<byte> json, ReadOnlySpan<byte> signature, ECDsa publicKey)
    {
        EnsureP256(publicKey);
        return publicKey.VerifyData(json, signature, HashAlgorithmName.SHA256, Format);
    }

    internal static void EnsureP256(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!P256PublicKey.IsP256(key))
        {
            throw new ArgumentException("The directory is signed with ECDSA P-256.", nameof(key));
        }
    }
}

using System.Security.Cryptography;

namespace Mesh.Certificates;

/// <summary>An ECDSA P-256 key that signs the directory file: never a TLS key.</summary>
public sealed class DevelopmentSigningKey : IDisposable
{
    private const int KidBytes = 8;

    private DevelopmentSigningKey(string name, ECDsa key)
    {
        Key = key;
        PublicKeyPem = key.ExportSubjectPublicKeyInfoPem();

        // Of the public key itself, so that a new key under an old kid is impossible: the directory never removes a kid.
        Kid = name + "-" + Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, KidBytes));
    }

    /// <summary>Key id: name, hyphen, 16 hex digits of the SHA-256 of the public key.</summary>
    public string Kid { get; }

    /// <summary>The key pair. Owned by this object.</summary>
    public ECDsa Key { get; }

    /// <summary>SubjectPublicKeyInfo in PEM, for the directory.</summary>
    public string PublicKeyPem { get; }

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();

    internal static DevelopmentSigningKey OpenOrCreate(OwnerOnlyFolder folder, string name)
    {
        var pem = folder.ReadOrCreate(name + ".signing.key", () =>
        {
            using var created = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return created.ExportPkcs8PrivateKeyPem() + "\n";
        });
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new(name, key);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            key.Dispose();

            // Not replaced silently: what the old key signed would no longer have its key.
            throw new InvalidOperationException($"The signing key file {folder.FileOf(name + ".signing.key")} is not an EC key in PEM. Restore it, or start anew with an empty folder.", fault);
        }
    }
}

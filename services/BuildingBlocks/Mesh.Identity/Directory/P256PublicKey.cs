using System.Security.Cryptography;

namespace Mesh.Identity;

/// <summary>The one kind of public key there is: ECDSA on NIST P-256.</summary>
internal static class P256PublicKey
{
    private const string PublicKeyLabel = "PUBLIC KEY";

    public static bool IsP256(ECDsa key) =>
        key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == ECCurve.NamedCurves.nistP256.Oid.Value;

    /// <summary>The key's canonical bytes (SubjectPublicKeyInfo), or null. A private key or anything beside the one block gives null.</summary>
    public static byte[]? Read(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields)
            || !pem.AsSpan(fields.Label).SequenceEqual(PublicKeyLabel)
            || !pem.AsSpan(0, fields.Location.Start.Value).IsWhiteSpace()
            || !pem.AsSpan(fields.Location.End.Value).IsWhiteSpace())
        {
            return null;
        }

        using var key = ECDsa.Create();
        try
        {
            var bytes = Convert.FromBase64String(pem[fields.Base64Data]);
            key.ImportSubjectPublicKeyInfo(bytes, out var read);
            return read == bytes.Length && IsP256(key) ? key.ExportSubjectPublicKeyInfo() : null;
        }
        // A curve that the platform does not know is said in another way than one that is none.
        catch (Exception fault) when (fault is CryptographicException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}

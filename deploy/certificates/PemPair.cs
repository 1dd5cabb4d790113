using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Certificates;

/// <summary>A certificate and its key as two PEM files, name.crt and name.key.</summary>
internal sealed class PemPair(OwnerOnlyFolder folder, string name)
{
    /// <summary>The certificate with its key, or null when a file is missing, unreadable or the two do not belong together (a kill between two writes).</summary>
    internal X509Certificate2? Read()
    {
        if (folder.Read(name + ".crt") is not { } certificate || folder.Read(name + ".key") is not { } key)
        {
            return null;
        }

        try
        {
            return WithUsableKey(X509Certificate2.CreateFromPem(certificate, key));
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    internal X509Certificate2 Write(X509Certificate2 certificate, ECDsa key)
    {
        folder.Write(name + ".key", key.ExportPkcs8PrivateKeyPem() + "\n");
        folder.Write(name + ".crt", certificate.ExportCertificatePem() + "\n");
        return WithUsableKey(certificate.CopyWithPrivateKey(key));
    }

    // SChannel cannot use a key that lives in memory only; through PKCS#12 it gets a handle. OpenSSL and Kestrel on Linux can.
    private static X509Certificate2 WithUsableKey(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}

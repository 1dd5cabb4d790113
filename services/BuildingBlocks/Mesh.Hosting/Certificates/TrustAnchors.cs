using System.Security.Cryptography.X509Certificates;

namespace Mesh.Hosting.Certificates;

/// <summary>This host's own certificate and the roots it trusts.</summary>
public sealed class TrustAnchors(X509Certificate2 own, X509Certificate2Collection roots)
{
    /// <summary>This host's certificate with its private key.</summary>
    public X509Certificate2 Own { get; } = own;

    /// <summary>The only roots that count.</summary>
    public X509Certificate2Collection Roots { get; } = roots;

    /// <summary>Reads PEM files.</summary>
    public static TrustAnchors Load(string certificatePath, string keyPath, string rootsPath)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(rootsPath);
        return new TrustAnchors(X509Certificate2.CreateFromPemFile(certificatePath, keyPath), roots);
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Identity;

/// <summary>
/// The one decision on a peer's certificate (RFC 5280 path validation, then the mesh's own name). Pure: the same arguments give the
/// same answer, nothing is fetched from the network. Revocation is the directory's deny list and short lives, not CRL or OCSP: an
/// authority's responder that is down must neither stop the mesh nor open it.
/// </summary>
public static class CertificateCheck
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Judges a certificate.</summary>
    /// <param name="peer">What the peer showed, or null.</param>
    /// <param name="trustedRoots">The only roots that count; the machine's own store never does.</param>
    /// <param name="use">What the peer does in the handshake.</param>
    /// <param name="denied">SHA-256 thumbprints in hex that are refused whatever else holds; applies to the peer and to every authority above it.</param>
    /// <param name="now">Machine time.</param>
    public static CertificateVerdict Inspect(
        X509Certificate2? peer,
        X509Certificate2Collection trustedRoots,
        PeerUse use,
        IReadOnlySet<string> denied,
        DateTimeOffset now)
    {
        if (peer is null)
        {
            return CertificateVerdict.Refused(CertificateRefusal.Missing);
        }

        if (IsDenied(peer, denied))
        {
            return CertificateVerdict.Refused(CertificateRefusal.Denied);
        }

        // Told apart from the other chain faults because it is the one an operator meets and mends by renewing.
        if (now.UtcDateTime < peer.NotBefore.ToUniversalTime() || now.UtcDateTime > peer.NotAfter.ToUniversalTime())
        {
            return CertificateVerdict.Refused(CertificateRefusal.OutsideValidity);
        }

        using var chain = ChainAt(now, trustedRoots);
        var isTrusted = chain.Build(peer);
        var above = chain.ChainElements.Skip(1).Select(element => element.Certificate).ToArray();
        try
        {
            if (!isTrusted || above.Length == 0)
            {
                return CertificateVerdict.Refused(CertificateRefusal.UntrustedIssuer);
            }

            if (above.Any(authority => IsDenied(authority, denied)))
            {
                return CertificateVerdict.Refused(CertificateRefusal.Denied);
            }

            return NamesUse(peer, use)
                ? Named(peer, Thumbprint(above[0]))
                : CertificateVerdict.Refused(CertificateRefusal.WrongUse);
        }
        finally
        {
            foreach (var authority in above)
            {
                authority.Dispose();
            }
        }
    }

    /// <summary>SHA-256 thumbprint, upper-case hex: the form of the directory's issuing authority and deny list.</summary>
    public static string Thumbprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    private static CertificateVerdict Named(X509Certificate2 peer, string issuer) => MeshUris.Read(peer) switch
    {
        null => CertificateVerdict.Refused(CertificateRefusal.Malformed),
        [] => CertificateVerdict.Refused(CertificateRefusal.NoMeshUri),
        [var uri] => new(CertificateRefusal.None, uri, issuer),
        _ => CertificateVerdict.Refused(CertificateRefusal.SeveralMeshUris),
    };

    private static X509Chain ChainAt(DateTimeOffset now, X509Certificate2Collection trustedRoots)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trustedRoots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        return chain;
    }

    // A certificate without the extension is good for anything by RFC 5280; here it must say what it is for.
    private static bool NamesUse(X509Certificate2 peer, PeerUse use)
    {
        var wanted = use == PeerUse.Server ? ServerAuthentication : ClientAuthentication;
        return peer.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(extension => extension.EnhancedKeyUsages.OfType<Oid>().Any(oid => oid.Value == wanted));
    }

    // The directory's spelling may be in either case, and a set's comparer is its maker's choice.
    private static bool IsDenied(X509Certificate2 certificate, IReadOnlySet<string> denied)
    {
        if (denied.Count == 0)
        {
            return false;
        }

        var thumbprint = Thumbprint(certificate);
        return denied.Contains(thumbprint) || denied.Any(entry => entry.Equals(thumbprint, StringComparison.OrdinalIgnoreCase));
    }
}

using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;

namespace Mesh.IdentityProvider;

/// <summary>Says who a peer is by its TLS client certificate, with the deny lists and issuing authorities of the directory in use.</summary>
internal sealed class PeerCertificates(IdentityProviderSettings settings)
{
    /// <summary>The SAN URI of an accepted peer, or the refusal.</summary>
    internal CertificateVerdict Inspect(X509Certificate2? certificate)
    {
        var directory = settings.Directory();
        var denied = directory.Entries.SelectMany(entry => entry.DeniedCertificates).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var verdict = CertificateCheck.Inspect(certificate, settings.TrustedRoots, PeerUse.Client, denied, settings.Time.GetUtcNow());

        // A trusted root may issue to its own participation only: one organisation's authority must not make another's certificate.
        // For a participation the directory does not have, no root may.
        return CertificateNames.Classify(verdict.Uri).Participation is { } participation
            && !string.Equals(directory.Find(participation)?.IssuingAuthority, verdict.IssuerThumbprint, StringComparison.OrdinalIgnoreCase)
                ? new(CertificateRefusal.UntrustedIssuer, "", "")
                : verdict;
    }
}

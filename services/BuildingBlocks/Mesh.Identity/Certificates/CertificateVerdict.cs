namespace Mesh.Identity;

/// <summary>What a certificate says about its peer: one mesh URI, or the reason why it says nothing.</summary>
/// <param name="Refusal">The reason; <see cref="CertificateRefusal.None"/> when accepted.</param>
/// <param name="Uri">The mesh URI of the subject alternative name; empty when refused. <see cref="CertificateNames.Classify"/> reads it.</param>
/// <param name="IssuerThumbprint">SHA-256 (upper-case hex) of the authority that signed the certificate, to compare with the directory's issuing authority; empty when refused.</param>
public sealed record CertificateVerdict(CertificateRefusal Refusal, string Uri, string IssuerThumbprint)
{
    /// <summary>Whether the peer is who <see cref="Uri"/> says.</summary>
    public bool IsAccepted => Refusal == CertificateRefusal.None;

    internal static CertificateVerdict Refused(CertificateRefusal refusal) => new(refusal, "", "");
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Certificates;

/// <summary>The contents of the certificates (RFC 5280 profile): what is in them, not where they are kept.</summary>
internal static class CertificateWriting
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // Clocks of two machines differ; a certificate made this second must be good on the other one too.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    internal static X509Certificate2 Root(ECDsa key, DateTimeOffset now, TimeSpan life)
    {
        var request = new CertificateRequest("CN=Mesh development authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var selfSigned = request.CreateSelfSigned(now - ClockTolerance, now + life);
        return X509CertificateLoader.LoadCertificate(selfSigned.RawData);
    }

    internal static X509Certificate2 Leaf(ECDsa key, X509Certificate2 root, Uri sanUri, CertificateUse use, DateTimeOffset now, TimeSpan life, string? dnsName = null)
    {
        var request = new CertificateRequest(new X500DistinguishedName("CN=Mesh development leaf"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(UsesOf(use), critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));

        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(sanUri);
        names.AddDnsName("localhost");
        if (dnsName is not null)
        {
            names.AddDnsName(dnsName);
        }

        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());

        var end = now + life;
        var rootEnd = new DateTimeOffset(root.NotAfter);
        return request.Create(root, now - ClockTolerance, end < rootEnd ? end : rootEnd, SerialNumber());
    }

    private static OidCollection UsesOf(CertificateUse use) => use switch
    {
        CertificateUse.ServerAndClient => [new Oid(ServerAuthentication), new Oid(ClientAuthentication)],
        CertificateUse.ClientOnly => [new Oid(ClientAuthentication)],
        _ => throw new ArgumentOutOfRangeException(nameof(use), "The use has no extended key usage."),
    };

    // Positive, unpredictable, at most 20 octets (RFC 5280 section 4.1.2.2).
    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}

using System.Collections.Frozen;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;

namespace Mesh.Hosting.Certificates;

/// <summary>HTTP handlers that show this host's certificate and accept one named server only.</summary>
public sealed class MeshHandlers(TrustAnchors anchors, TimeProvider time)
{
    private static readonly IReadOnlySet<string> NoneDenied = FrozenSet<string>.Empty;

    /// <summary>A handler for one peer.</summary>
    /// <param name="expectedUri">The SAN URI the server must show.</param>
    /// <param name="entry">The peer's directory entry at the moment of the handshake; null for the gateway and the identity provider, which stand in no directory.</param>
    public SocketsHttpHandler For(string expectedUri, Func<DirectoryEntry?> entry) => new()
    {
        EnableMultipleHttp2Connections = true,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        KeepAlivePingDelay = TimeSpan.FromSeconds(60),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
        // A call to a host that is down is to be refused at once, well inside the call's own deadline.
        ConnectTimeout = TimeSpan.FromSeconds(3),
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = [anchors.Own],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => anchors.Own,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => Accepts(certificate, expectedUri, entry()),
        },
    };

    private bool Accepts(X509Certificate? certificate, string expectedUri, DirectoryEntry? entry)
    {
        var verdict = CertificateCheck.Inspect(
            certificate as X509Certificate2, anchors.Roots, PeerUse.Server, entry?.DeniedCertificates ?? NoneDenied, time.GetUtcNow());
        return verdict.Refusal == CertificateRefusal.None
            && verdict.Uri == expectedUri
            && IssuerIsRight(verdict, entry);
    }

    private static bool IssuerIsRight(CertificateVerdict verdict, DirectoryEntry? entry) =>
        entry is null || string.Equals(entry.IssuingAuthority, verdict.IssuerThumbprint, StringComparison.OrdinalIgnoreCase);
}

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;

namespace Mesh.Player;

/// <summary>HTTP connections that hold a server to its SAN URI, not only to its host name.</summary>
internal sealed class ServerTrust(X509Certificate2Collection roots, TimeProvider time)
{
    private static readonly HashSet<string> NoneDenied = [];

    /// <param name="serverUri">SAN URI that the server must show.</param>
    /// <param name="client">The caller's certificate; null for people, who show a token.</param>
    public SocketsHttpHandler Handler(string serverUri, X509Certificate2? client) => new()
    {
        EnableMultipleHttp2Connections = true,
        SslOptions = new SslClientAuthenticationOptions
        {
            // A context sends the certificate whichever authorities the server names as acceptable.
            ClientCertificateContext = client is null ? null : SslStreamCertificateContext.Create(client, null, offline: true),
            RemoteCertificateValidationCallback = (_, shown, _, _) => IsServer(shown, serverUri),
        },
    };

    private bool IsServer(X509Certificate? shown, string serverUri)
    {
        var verdict = CertificateCheck.Inspect(shown as X509Certificate2, roots, PeerUse.Server, NoneDenied, time.GetUtcNow());
        return verdict.IsAccepted && verdict.Uri == serverUri;
    }
}

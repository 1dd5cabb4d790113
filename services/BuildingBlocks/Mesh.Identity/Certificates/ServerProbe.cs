using System.Collections.Frozen;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mesh.Identity;

/// <summary>
/// Asks a host whether it answers, accepting only the server of one name: what <c>health</c> on a host's own command line does, since a
/// container's image has no other program to ask with.
/// </summary>
public static class ServerProbe
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "health";

    /// <summary>Longer than a healthy answer takes, and within what a container's check waits.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>Where a host that listens on all addresses, or on the loopback, is reached on its own machine.</summary>
    public static Uri FromWithin(Uri listen)
    {
        ArgumentNullException.ThrowIfNull(listen);
        return listen.Host is "0.0.0.0" or "[::]" ? new UriBuilder(listen) { Host = "localhost" }.Uri : listen;
    }

    /// <summary>Whether the server shows the name and answers with less than a server's error.</summary>
    public static async Task<bool> AnswersAsync(Uri address, string sanUri, X509Certificate2Collection roots, TimeProvider time, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => CertificateCheck.Inspect(
                    shown as X509Certificate2, roots, PeerUse.Server, FrozenSet<string>.Empty, time.GetUtcNow()) is { IsAccepted: true } verdict && verdict.Uri == sanUri,
            },
        })
        {
            Timeout = Limit,
        };
        try
        {
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return (int)answer.StatusCode < 500;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}

using Mesh.Hosting.Certificates;
using Mesh.Hosting.Settings;

namespace Mesh.Hosting.Health;

/// <summary>
/// Asks the host on this machine that has the same settings whether it is ready, accepting only the server of its own name: what
/// <c>health</c> on a host's own command line does, since a container's image has no other program to ask with.
/// </summary>
public static class HealthProbe
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "health";

    private const int NotReady = 1;

    // Longer than a healthy answer takes, and within what a container's check waits.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>Asks by what a host of the mesh is told; 0 when it is ready, else 1.</summary>
    /// <param name="settings">What the host is told.</param>
    /// <param name="sanUri">Its name.</param>
    public static Task<int> OfAsync(MeshHostSettings settings, string sanUri)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return OfAsync(settings.Listen, sanUri, TrustAnchors.Load(settings.CertificatePath, settings.CertificateKeyPath, settings.TrustedRootsPath), TimeProvider.System);
    }

    /// <summary>Asks under the host's own certificate, as it may always ask how it is itself; 0 when it is ready, else 1.</summary>
    /// <param name="listen">Where it listens.</param>
    /// <param name="sanUri">Its name.</param>
    /// <param name="anchors">Its certificate, and the roots that it trusts.</param>
    /// <param name="time">Machine time.</param>
    public static async Task<int> OfAsync(Uri listen, string sanUri, TrustAnchors anchors, TimeProvider time)
    {
        using var http = new HttpClient(new MeshHandlers(anchors, time).For(sanUri, () => null)) { Timeout = Limit };
        try
        {
            using var answer = await http.GetAsync(new Uri(FromWithin(listen), ReadinessRegistration.Path), HttpCompletionOption.ResponseHeadersRead);
            return Say(answer.IsSuccessStatusCode ? "ready" : "not ready", answer.IsSuccessStatusCode);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return Say("does not answer", isReady: false);
        }
    }

    // Where a host that listens on all addresses is reached on its own machine.
    private static Uri FromWithin(Uri listen) => listen.Host is "0.0.0.0" or "[::]" ? new UriBuilder(listen) { Host = "localhost" }.Uri : listen;

    private static int Say(string how, bool isReady)
    {
        Console.Out.WriteLine(how);
        return isReady ? 0 : NotReady;
    }
}

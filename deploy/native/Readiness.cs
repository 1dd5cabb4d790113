using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mesh.Certificates;
using Mesh.Hosting.Health;
using Mesh.Identity;
using Mesh.Servers;
using Mesh.Topology;

namespace Mesh.Native;

/// <summary>Asks hosts whether they are ready.</summary>
internal sealed class Readiness(NativeInstallation installation) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, HttpClient> _clients = installation.Plans.ToDictionary(
        plan => plan.Name,
        plan => new HttpClient(Handler(plan, installation.Authority)) { Timeout = TimeSpan.FromSeconds(5) },
        StringComparer.Ordinal);

    /// <summary>Returns when the host is ready.</summary>
    /// <exception cref="ServerFailedException">It ended, or did not get ready in time.</exception>
    public async Task WaitAsync(NativeHost host, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        while (await AskAsync(host.Plan, host.Address, either.Token) != true)
        {
            if (host.HasEnded || patience.IsCancellationRequested)
            {
                throw new ServerFailedException($"Starting {host.Plan.Name}", host.LastLines());
            }

            await Task.Delay(Look, cancellation);
        }
    }

    /// <summary>Whether a process of a host says that it is ready; null when it does not answer.</summary>
    public async Task<bool?> AskAsync(HostPlan plan, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _clients[plan.Name].GetAsync(new Uri(address, ReadinessRegistration.Path), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    // Under the host's own name: it may always ask how it is itself.
    private static SocketsHttpHandler Handler(HostPlan plan, DevelopmentAuthority authority)
    {
        var (name, root) = (plan.SanUri, authority.Root);
        return new()
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = [authority.Issue(name, CertificateUse.ServerAndClient)],
                RemoteCertificateValidationCallback = (_, shown, _, _) => CertificateCheck.Inspect(
                    shown as X509Certificate2, [root], PeerUse.Server, new HashSet<string>(), TimeProvider.System.GetUtcNow()) is { IsAccepted: true } verdict
                    && verdict.Uri == name,
            },
        };
    }
}

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.Servers;
using Mesh.Topology;

namespace Mesh.Native;

/// <summary>Waits until hosts answer: a participation by gRPC health, which means that its database can be written; the others by TLS.</summary>
internal sealed class Readiness(NativeInstallation installation) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly List<IDisposable> _owned = [];

    /// <summary>Returns when the host answers.</summary>
    /// <exception cref="ServerFailedException">It ended, or did not get ready in time.</exception>
    public async Task WaitAsync(NativeHost host, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var check = host.Plan.Participation is { } participation ? HealthOf(participation, host.Address) : AnswerOf(host.Plan.Name);
        while (!await check(either.Token))
        {
            if (host.HasEnded || patience.IsCancellationRequested)
            {
                throw new ServerFailedException($"Starting {host.Plan.Name}", host.LastLines());
            }

            await Task.Delay(Look, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(owned => owned.Dispose());

    private Func<CancellationToken, Task<bool>> HealthOf(Participation participation, Uri address)
    {
        // Under its own name: a participation may always ask how it is itself.
        var channel = GrpcChannel.ForAddress(
            address,
            new GrpcChannelOptions { HttpHandler = Handler(participation.Urn, participation.Urn), DisposeHttpClient = true });
        _owned.Add(channel);
        var health = new Health.HealthClient(channel);
        return async cancellation =>
        {
            try
            {
                var answer = await health.CheckAsync(new HealthCheckRequest(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(5), cancellationToken: cancellation);
                return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
            }
            catch (RpcException)
            {
                return false;
            }
        };
    }

    private Func<CancellationToken, Task<bool>> AnswerOf(string name)
    {
        var server = name == Site.GatewayName ? CertificateNames.Gateway : CertificateNames.IdentityProvider;
        var http = new HttpClient(Handler(server, client: null)) { Timeout = TimeSpan.FromSeconds(5) };
        _owned.Add(http);
        return async cancellation =>
        {
            try
            {
                using var answer = await http.GetAsync(installation.Site.EndpointOf(name), cancellation);
                return (int)answer.StatusCode < 500;
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                return false;
            }
        };
    }

    private SocketsHttpHandler Handler(string server, string? client) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = client is null ? null : [installation.Authority.Issue(client, CertificateUse.ServerAndClient)],
            RemoteCertificateValidationCallback = (_, shown, _, _) => CertificateCheck.Inspect(
                shown as X509Certificate2, [installation.Authority.Root], PeerUse.Server, new HashSet<string>(), TimeProvider.System.GetUtcNow()) is { IsAccepted: true } verdict
                && verdict.Uri == server,
        },
    };
}

using Grpc.Net.Client;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.Player;
using Mesh.Topology;
using Tyollisyys.Mesh.Protos.Local.V1;

namespace Mesh.Native;

/// <summary>The running topology as journeys are played on it.</summary>
internal sealed class Stage : IDisposable
{
    private readonly Dictionary<Participation, List<GrpcChannel>> _channels;
    private readonly Delivery _delivery;

    /// <param name="installation">What runs.</param>
    public Stage(NativeInstallation installation)
    {
        var directory = installation.Directory;
        var replicas = installation.Plans
            .Where(plan => plan.Participation is not null)
            .ToDictionary(plan => plan.Participation!.Value, installation.ReplicasOf);
        var trust = new ServerTrust([installation.Authority.Root], TimeProvider.System);
        _channels = replicas.ToDictionary(known => known.Key, known => known.Value.Select(address => GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = trust.Handler(
                known.Key.Urn,
                installation.Authority.Issue(CertificateNames.ForOwnSystem(known.Key, "launcher"), CertificateUse.ClientOnly)),
            DisposeHttpClient = true,
        })).ToList());
        _delivery = new Delivery(_channels.ToDictionary(
            known => known.Key,
            known => (IReadOnlyList<DeliveryService.DeliveryServiceClient>)[.. known.Value.Select(channel => new DeliveryService.DeliveryServiceClient(channel))]));
        var connections = new ActorConnections
        {
            Gateway = installation.Site.EndpointOf(Site.GatewayName),
            Issuer = installation.Site.EndpointOf(Site.IdentityProviderName),
            Endpoints = directory.Entries.ToDictionary(entry => entry.Participation, entry => entry.Endpoint),
            Replicas = replicas,
            CertificateOf = uri => installation.Authority.Issue(uri, CertificateUse.ClientOnly),
            TrustedRoots = [installation.Authority.Root],
        };

        // Every process has a clock of its own.
        Mesh = new PlayedOn(connections, directory, installation.At("play.jsonl"), [.. replicas.Keys], SettledAsync);
    }

    /// <summary>What is played on.</summary>
    public PlayedOn Mesh { get; }

    /// <summary>Returns when nothing is on its way between participations.</summary>
    public Task SettledAsync(CancellationToken cancellation) => _delivery.SettledAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var channel in _channels.Values.SelectMany(channels => channels))
        {
            channel.Dispose();
        }
    }
}

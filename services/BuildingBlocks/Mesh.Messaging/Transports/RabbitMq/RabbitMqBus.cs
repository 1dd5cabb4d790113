using System.Collections.Frozen;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MassTransit;
using MassTransit.RabbitMqTransport.Configuration;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Certificates;
using Mesh.Identity;
using Microsoft.Extensions.Logging;

namespace Mesh.Messaging;

/// <summary>
/// Makes the bus of this participation. By MassTransit's factory and not by its registration in the container: that one also starts a
/// reporter of usage data to its vendor, and health checks that would take a host out of service because a broker is down.
/// </summary>
internal sealed class RabbitMqBus(
    RabbitMqSettings settings, TrustAnchors anchors, NoticeArrivals arrivals, Self self, TimeProvider time, ILogger<RabbitMqBus> logger)
{
    // Handlers write to one database, and commits of those at work are shared; many more would wait for one another there.
    private const int HandledAtOnce = 16;

    // Those that work and those that wait before going back.
    private const ushort Prefetched = 64;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly TrustAnchors _anchors = Anchors(settings, anchors);

    /// <summary>A bus that is not started yet.</summary>
    /// <param name="ending">Set before the bus is stopped: what waits to go back to its queue goes at once.</param>
    public IBusControl Create(CancellationToken ending) => Bus.Factory.CreateUsingRabbitMq(bus =>
    {
        bus.Host(settings.Host, (ushort)settings.Port, BrokerNames.VirtualHost, host =>
        {
            host.Heartbeat(Heartbeat);
            host.PublisherConfirmation = true;
            host.UseSsl(tls =>
            {
                tls.Protocol = SslProtocols.Tls12 | SslProtocols.Tls13;
                tls.ServerName = settings.Host;
                tls.Certificate = _anchors.Own;
                tls.UseCertificateAsAuthenticationIdentity = true;
                tls.CertificateValidationCallback = (_, certificate, _, _) => IsBroker(certificate);
            });
        });
        Receive(bus, BrokerNames.Incoming(self.Participation), arrivals.TakeAsync, ending);
        Receive(bus, BrokerNames.Dead(self.Participation), arrivals.ParkAsync, ending);
    });

    private void Receive(
        IRabbitMqBusFactoryConfigurator bus, string queue, Func<Arrival, CancellationToken, Task> take, CancellationToken ending) =>
        bus.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.PrefetchCount = Prefetched;
            endpoint.ConcurrentMessageLimit = Prefetched;
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PublishFaults = false;
            endpoint.ConfigureChannel(channel => channel.UseFilter(
                new GivenTopology(((RabbitMqReceiveEndpointConfiguration)endpoint).Settings)));
            endpoint.ConfigureReceive(pipe => pipe.UseFilter(new ArrivalFilter(take, settings.Pause, HandledAtOnce, time, logger, ending)));
        });

    private bool IsBroker(X509Certificate? certificate)
    {
        var verdict = CertificateCheck.Inspect(
            certificate as X509Certificate2, _anchors.Roots, PeerUse.Server, FrozenSet<string>.Empty, time.GetUtcNow());
        return verdict.IsAccepted && verdict.Uri == CertificateNames.Broker;
    }

    private static TrustAnchors Anchors(RabbitMqSettings settings, TrustAnchors usual)
    {
        var roots = usual.Roots;
        if (settings.TrustedRootsPath is { } path)
        {
            roots = [];
            roots.ImportFromPemFile(path);
        }

        return new(settings.CertificatePath is { } own ? X509Certificate2.CreateFromPemFile(own, settings.CertificateKeyPath) : usual.Own, roots);
    }
}

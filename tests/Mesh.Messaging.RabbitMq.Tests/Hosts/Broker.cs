using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.Servers;
using Mesh.TestKit;
using Mesh.Topology;
using RabbitMQ.Client;

namespace Mesh.Messaging.RabbitMq.Tests.Hosts;

/// <summary>One real broker for all tests of the run, with the definitions of the demonstration's directory. The tests of it run one after the other.</summary>
public sealed class Broker : IAsyncLifetime
{
    public const string Collection = "broker";

    private PrivateRabbitMqSettings _settings = null!;

    public Installation Installation { get; } = new();

    public PrivateRabbitMq Node { get; private set; } = null!;

    public string DefinitionsPath => Path.Combine(Installation.Folder, "definitions.json");

    public RabbitMqSettings Settings => new() { Host = "localhost", Port = _settings.Port };

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(DefinitionsPath, BrokerDefinitions.Of(Installation.Directory));
        Installation.Authority.Issue(CertificateNames.Broker, CertificateUse.ServerAndClient).Dispose();
        var certificate = Installation.Authority.FileOf(CertificateNames.Broker, CertificateUse.ServerAndClient);
        var ports = FreePorts(3);
        _settings = new()
        {
            Folder = Path.Combine(Installation.Folder, "broker"),
            Port = ports[0],
            InterNodePort = ports[1],
            PortMapperPort = ports[2],
            CertificatePath = certificate,
            CertificateKeyPath = Path.ChangeExtension(certificate, ".key"),
            TrustedRootsPath = Installation.Authority.RootFile,
            DefinitionsPath = DefinitionsPath,
        };
        Node = await PrivateRabbitMq.StartAsync(_settings, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        Installation.Dispose();
    }

    /// <summary>A connection of a client that is none of ours, under the certificate of a mesh name.</summary>
    public Task<IConnection> ConnectAsync(string name) => ConnectAsync(Installation.Authority.Issue(name, CertificateUse.ClientOnly));

    public async Task<IConnection> ConnectAsync(X509Certificate2? certificate) => await new ConnectionFactory
    {
        HostName = "localhost",
        Port = Node.Port,
        VirtualHost = BrokerNames.VirtualHost,
        AuthMechanisms = [new ExternalMechanismFactory()],
        AutomaticRecoveryEnabled = false,
        Ssl = new SslOption
        {
            Enabled = true,
            ServerName = "localhost",
            Version = SslProtocols.Tls12 | SslProtocols.Tls13,
            Certs = certificate is null ? [] : [certificate],
            CertificateValidationCallback = (_, shown, _, _) => shown?.Issuer == Installation.Authority.Root.Subject,
        },
    }.CreateConnectionAsync();

    /// <summary>How many messages lie in a queue.</summary>
    public async Task<int> CountAsync(string queue)
    {
        var lines = await Node.ControlAsync(TestContext.Current.CancellationToken, "list_queues", "-p", BrokerNames.VirtualHost, "--no-table-headers", "name", "messages");
        var line = lines.Split('\n').Single(line => line.StartsWith(queue + "\t", StringComparison.Ordinal));
        return int.Parse(line.Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until nothing lies in a queue, read or unread.</summary>
    public Task EmptyAsync(string queue) => Eventually.TrueAsync(async () => await CountAsync(queue) == 0);

    private static List<int> FreePorts(int number)
    {
        var listeners = Enumerable.Range(0, number).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToList();
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}

[CollectionDefinition(Broker.Collection)]
public sealed class BrokerGroup : ICollectionFixture<Broker>;

using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.Servers;
using Mesh.Topology;
using RabbitMQ.Client;

namespace Mesh.TestKit;

/// <summary>A real broker on free ports, with the definitions of an installation's directory.</summary>
public sealed class TestBroker : IAsyncDisposable
{
    private readonly Installation _installation;

    private TestBroker(Installation installation, PrivateRabbitMq node) => (_installation, Node) = (installation, node);

    /// <summary>The broker's process.</summary>
    public PrivateRabbitMq Node { get; }

    /// <summary>What a service is told of it.</summary>
    public RabbitMqSettings Settings => new() { Host = "localhost", Port = Node.Port };

    /// <summary>Where an installation's definitions lie.</summary>
    public static string DefinitionsOf(Installation installation) => Path.Combine(installation.Folder, "definitions.json");

    /// <summary>Starts it; it lies in the installation's folder.</summary>
    public static async Task<TestBroker> StartAsync(Installation installation, CancellationToken cancellation)
    {
        var definitions = DefinitionsOf(installation);
        await File.WriteAllTextAsync(definitions, BrokerDefinitions.Of(installation.Directory), cancellation);
        installation.Authority.Issue(CertificateNames.Broker, CertificateUse.ServerAndClient).Dispose();
        var certificate = installation.Authority.FileOf(CertificateNames.Broker, CertificateUse.ServerAndClient);
        var ports = FreePorts(3);
        return new(installation, await PrivateRabbitMq.StartAsync(
            new()
            {
                Folder = Path.Combine(installation.Folder, "broker"),
                Port = ports[0],
                InterNodePort = ports[1],
                PortMapperPort = ports[2],
                CertificatePath = certificate,
                CertificateKeyPath = Path.ChangeExtension(certificate, ".key"),
                TrustedRootsPath = installation.Authority.RootFile,
                DefinitionsPath = definitions,
            },
            cancellation));
    }

    /// <summary>A connection of a client that is none of ours, under the certificate of a mesh name.</summary>
    public Task<IConnection> ConnectAsync(string name) => ConnectAsync(_installation.Authority.Issue(name, CertificateUse.ClientOnly));

    /// <summary>A connection under a certificate, or under none.</summary>
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
            CertificateValidationCallback = (_, shown, _, _) => shown?.Issuer == _installation.Authority.Root.Subject,
        },
    }.CreateConnectionAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Node.DisposeAsync();

    private static List<int> FreePorts(int number)
    {
        var listeners = Enumerable.Range(0, number).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToList();
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}

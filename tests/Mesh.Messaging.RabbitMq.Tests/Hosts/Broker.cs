using System.Security.Cryptography.X509Certificates;
using Mesh.Servers;
using Mesh.TestKit;
using RabbitMQ.Client;

namespace Mesh.Messaging.RabbitMq.Tests.Hosts;

/// <summary>One real broker for all tests of the run, with the definitions of the demonstration's directory. The tests of it run one after the other.</summary>
public sealed class Broker : IAsyncLifetime
{
    public const string Collection = "broker";

    private TestBroker _broker = null!;

    public Installation Installation { get; } = new();

    public PrivateRabbitMq Node => _broker.Node;

    public string DefinitionsPath => TestBroker.DefinitionsOf(Installation);

    public RabbitMqSettings Settings => _broker.Settings;

    public async ValueTask InitializeAsync() => _broker = await TestBroker.StartAsync(Installation, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        Installation.Dispose();
    }

    /// <summary>When the running test began.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>Called by each test that counts what hosts do: what comes once more of an earlier test, as it may in life, is none of its.</summary>
    public void Begin() => Began = TimeProvider.System.GetUtcNow();

    /// <summary>A connection of a client that is none of ours, under the certificate of a mesh name.</summary>
    public Task<IConnection> ConnectAsync(string name) => _broker.ConnectAsync(name);

    public Task<IConnection> ConnectAsync(X509Certificate2? certificate) => _broker.ConnectAsync(certificate);

    /// <summary>How many messages lie in a queue.</summary>
    public async Task<int> CountAsync(string queue)
    {
        var lines = await Node.ControlAsync(TestContext.Current.CancellationToken, "list_queues", "-p", BrokerNames.VirtualHost, "--no-table-headers", "name", "messages");
        var line = lines.Split('\n').Single(line => line.StartsWith(queue + "\t", StringComparison.Ordinal));
        return int.Parse(line.Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until nothing lies in a queue, read or unread.</summary>
    public Task EmptyAsync(string queue) => Eventually.TrueAsync(async () => await CountAsync(queue) == 0);
}

[CollectionDefinition(Broker.Collection)]
public sealed class BrokerGroup : ICollectionFixture<Broker>;

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.TestKit;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Mesh.Benchmarks.Bus;

/// <summary>
/// The floor: RabbitMQ.Client by itself, on the same exchange and the same quorum queue, persistent, mandatory, confirmed; the consumer
/// acknowledges. With tables, as one would write it by hand for the same promise: each message is a row committed before it is published, and
/// a row committed before it is acknowledged; nothing marks, checks or journals.
/// </summary>
internal sealed class RawRoad : IRoad
{
    private const ushort Prefetched = 64;

    private readonly Participation _recipient;
    private readonly byte[] _rest;
    private readonly IConnection[] _connections;
    private readonly IChannel _publisher;
    private readonly Waiting _waiting = new();
    private readonly NpgsqlDataSource? _sender;
    private readonly NpgsqlDataSource? _receiver;

    private RawRoad(IConnection[] connections, IChannel publisher, Participation recipient, int size, (NpgsqlDataSource Sender, NpgsqlDataSource Receiver)? tables)
    {
        _recipient = recipient;
        (_connections, _publisher, _rest) = (connections, publisher, Encoding.ASCII.GetBytes(new string('x', size - Guid.Empty.ToString().Length)));
        (_sender, _receiver) = (tables?.Sender, tables?.Receiver);
    }

    public string Name => _sender is null ? "raw" : "raw with tables";

    /// <param name="broker">The broker.</param>
    /// <param name="recipient">Whose queue it takes; another's than any other road's.</param>
    /// <param name="size">Bytes of a message.</param>
    /// <param name="tables">Databases of sender and receiver with a table <c>bare</c>; none for the broker alone.</param>
    public static async Task<RawRoad> OpenAsync(
        TestBroker broker, Participation recipient, int size, (NpgsqlDataSource Sender, NpgsqlDataSource Receiver)? tables = null)
    {
        var sending = await broker.ConnectAsync(Participants.Kela.Urn);
        var receiving = await broker.ConnectAsync(recipient.Urn);
        var publisher = await sending.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var road = new RawRoad([sending, receiving], publisher, recipient, size, tables);
        var channel = await receiving.CreateChannelAsync(new CreateChannelOptions(false, false, consumerDispatchConcurrency: Prefetched));
        await channel.BasicQosAsync(0, Prefetched, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => road.TakeAsync(channel, delivery);
        await channel.BasicConsumeAsync(BrokerNames.Incoming(recipient), autoAck: false, consumer);
        return road;
    }

    public async Task<TimeSpan> SendAsync(CancellationToken cancellation)
    {
        var (body, arrival) = Message();
        await InsertAsync(_sender, body, cancellation);
        var given = Stopwatch.GetTimestamp();
        await PublishAsync(body, cancellation);
        return Stopwatch.GetElapsedTime(given, await arrival.WaitAsync(cancellation));
    }

    public async Task<TimeSpan> CatchUpAsync(int count, CancellationToken cancellation)
    {
        // What was committed before is not read again here: the floor's own road begins at the publishing.
        var messages = new ConcurrentQueue<(byte[] Body, Task<long> Arrival)>(Enumerable.Range(0, count).Select(_ => Message()));
        var arrivals = messages.Select(message => message.Arrival).ToList();
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Prefetched).Select(_ => Task.Run(
            async () =>
            {
                while (messages.TryDequeue(out var message))
                {
                    await PublishAsync(message.Body, cancellation);
                }
            },
            cancellation)));
        return Stopwatch.GetElapsedTime(begun, (await Task.WhenAll(arrivals).WaitAsync(cancellation)).Max());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        await (_sender?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_receiver?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private (byte[] Body, Task<long> Arrival) Message()
    {
        var id = Guid.CreateVersion7().ToString();
        return ([.. Encoding.ASCII.GetBytes(id), .. _rest], _waiting.For(id));
    }

    private ValueTask PublishAsync(byte[] body, CancellationToken cancellation) => _publisher.BasicPublishAsync(
        BrokerNames.Outgoing(Participants.Kela),
        BrokerNames.IdOf(_recipient),
        mandatory: true,
        new BasicProperties { Persistent = true, UserId = Participants.Kela.Urn },
        body,
        cancellation);

    private async Task TakeAsync(IChannel channel, BasicDeliverEventArgs delivery)
    {
        // The body is the client's again after the first wait.
        var body = delivery.Body.ToArray();
        await InsertAsync(_receiver, body, CancellationToken.None);
        _waiting.Arrived(Encoding.ASCII.GetString(body.AsSpan(0, Guid.Empty.ToString().Length)));
        await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
    }

    private static async Task InsertAsync(NpgsqlDataSource? database, byte[] body, CancellationToken cancellation)
    {
        if (database is not null)
        {
            await using var command = database.CreateCommand("INSERT INTO bare (body) VALUES ($1)");
            command.Parameters.AddWithValue(body);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}

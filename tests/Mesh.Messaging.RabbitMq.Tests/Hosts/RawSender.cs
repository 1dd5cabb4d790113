using Google.Protobuf;
using Mesh.Identity;
using Mesh.TestKit;
using RabbitMQ.Client;

namespace Mesh.Messaging.RabbitMq.Tests.Hosts;

/// <summary>A client that is none of ours, with a participation's certificate and no scruples.</summary>
internal sealed class RawSender : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly Participation _sender;

    private RawSender(IConnection connection, IChannel channel, Participation sender) => (_connection, _channel, _sender) = (connection, channel, sender);

    public static async Task<RawSender> OpenAsync(Broker broker, Participation sender)
    {
        var connection = await broker.ConnectAsync(sender.Urn);
        return new(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)), sender);
    }

    /// <summary>An envelope of Kela to the TE office, as it would come.</summary>
    public static NoticeEnvelope Envelope(IMessage notice, DateTimeOffset? recordedAt = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new(
            Guid.CreateVersion7(now), Participants.Kela, Participants.TeOffice, NoticeTypes.Of(notice.Descriptor), now, recordedAt ?? now,
            Guid.CreateVersion7(now), null, JsonFormatter.Default.Format(notice));
    }

    public Task SendAsync(NoticeEnvelope envelope) => SendAsync(envelope.ToJson());

    /// <summary>Publishes bytes to the TE office.</summary>
    public Task SendAsync(byte[] body, bool withUser = true, IDictionary<string, object?>? headers = null)
    {
        var properties = new BasicProperties { Persistent = true, Headers = headers };
        if (withUser)
        {
            properties.UserId = _sender.Urn;
        }

        return _channel.BasicPublishAsync(
            BrokerNames.Outgoing(_sender), BrokerNames.IdOf(Participants.TeOffice), mandatory: true, properties, body).AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

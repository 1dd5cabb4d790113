using MassTransit;
using MassTransit.RabbitMqTransport;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Microsoft.Extensions.Logging;

namespace Mesh.Messaging;

/// <summary>
/// Sends to this participation's exchange, mandatory and confirmed: what no queue takes comes back, and what is not confirmed in time
/// counts as not sent. Connects whenever there is a broker to connect to.
/// </summary>
internal sealed partial class RabbitMqTransport(RabbitMqBus buses, Self self, TimeProvider time, ILogger<RabbitMqTransport> logger)
    : IConnectedTransport
{
    private static readonly TimeSpan ConfirmationLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    // The bus connects again by itself. It gives up where the broker refuses the user, who may be a user a minute later.
    private static readonly TimeSpan UnconnectedLimit = TimeSpan.FromMinutes(1);

    // MassTransit declares what it sends to, for which a participation has no rights. This exchange it takes as given; the true one is
    // put in with the message's other properties, the way MassTransit's own outbox restores them.
    private static readonly Uri Undeclared = new("exchange:amq.rabbitmq.reply-to");

    private volatile IBusControl? _bus;

    /// <inheritdoc/>
    public int AtOnce => 64;

    public bool IsConnected => _bus?.CheckHealth().Status == BusHealthStatus.Healthy;

    public async Task SendAsync(NoticeEnvelope envelope, Participation recipient, CancellationToken cancellation)
    {
        var bus = _bus ?? throw new TransientNoticeException("NOT_CONNECTED");
        using var timeout = new CancellationTokenSource(ConfirmationLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            var endpoint = await bus.GetSendEndpoint(Undeclared);
            await endpoint.Send(envelope, context => Address(context, envelope, recipient), either.Token);
        }
        catch (MessageReturnedException returned)
        {
            throw new TransientNoticeException("UNROUTABLE", returned);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new TransientNoticeException("NOT_CONFIRMED", late);
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var life = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var bus = buses.Create(life.Token);
            try
            {
                // Before it is started: it sends as soon as it can, also where this participation's own queue is missing.
                _bus = bus;
                await StartAsync(bus, stopping);
                Connected();
                await WhileConnectedAsync(stopping);
                Unconnected(nameof(TimeoutException));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception fault)
            {
                Unconnected(fault.GetType().Name);
                await Task.Delay(Look, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            finally
            {
                _bus = null;
                await life.CancelAsync();
                await StopAsync(bus);
            }
        }
    }

    private void Address(SendContext<NoticeEnvelope> sending, NoticeEnvelope envelope, Participation recipient)
    {
        var context = sending.GetPayload<RabbitMqMessageSendContext<NoticeEnvelope>>();
        context.ReadPropertiesFrom(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["RMQ-Exchange"] = BrokerNames.Outgoing(self.Participation),
            ["RMQ-RoutingKey"] = BrokerNames.IdOf(recipient),
            ["RMQ-UserId"] = BrokerNames.UserOf(self.Participation),
        });
        context.MessageId = envelope.Id;
        context.Serializer = NoticeSerializer.Instance;
        context.Durable = true;
        context.Mandatory = true;
    }

    private async Task StartAsync(IBusControl bus, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(UnconnectedLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        await bus.StartAsync(either.Token);
    }

    private async Task WhileConnectedAsync(CancellationToken stopping)
    {
        var last = time.GetTimestamp();
        while (time.GetElapsedTime(last) < UnconnectedLimit)
        {
            await Task.Delay(Look, time, stopping);
            last = IsConnected ? time.GetTimestamp() : last;
        }
    }

    private static async Task StopAsync(IBusControl bus)
    {
        try
        {
            using var limit = new CancellationTokenSource(StopLimit);
            await bus.StopAsync(limit.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or MassTransitException or RabbitMQ.Client.Exceptions.RabbitMQClientException)
        {
            // What was not acknowledged is delivered again; there is nothing else to save.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the notice bus.")]
    private partial void Connected();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not connected to the notice bus: {Failure}. Notices wait in the outbox.")]
    private partial void Unconnected(string failure);
}

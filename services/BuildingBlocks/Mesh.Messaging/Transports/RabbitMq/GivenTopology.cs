using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Middleware;

namespace Mesh.Messaging;

/// <summary>
/// Takes the queue as the definitions made it. MassTransit declares a queue, an exchange of its name and a binding once per channel,
/// for which a participation has no rights; here that once has been, and nothing was done.
/// </summary>
internal sealed class GivenTopology(ReceiveSettings settings) : IFilter<ChannelContext>
{
    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        await context.OneTimeSetup<ConfigureTopologyContext<ReceiveSettings>>(() =>
        {
            context.GetOrAddPayload(() => settings);
            return Task.CompletedTask;
        });
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("givenTopology");
}

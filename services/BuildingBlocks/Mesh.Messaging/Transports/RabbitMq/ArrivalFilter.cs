using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Mesh.Messaging;

/// <summary>
/// All there is to receiving: no step of MassTransit's comes after it, so there are no consumers to choose from, no faults to publish
/// and no error queues. What fails waits here before it goes back to the queue; the broker would deliver it again at once.
/// </summary>
internal sealed partial class ArrivalFilter(
    Func<Arrival, CancellationToken, Task> take, Func<int, Task> pause, int atOnce, ILogger logger) : IFilter<ReceiveContext>
{
    // Those that wait before going back take no place of those that work.
    private readonly Channel<bool> _places = Places(atOnce);

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var arrival = Arrival.Of(context);
        try
        {
            await TakeAsync(arrival, context.CancellationToken);
        }
        catch (Exception fault) when (!context.CancellationToken.IsCancellationRequested)
        {
            GoesBack(arrival.Deliveries + 1, fault is TransientNoticeException transient ? transient.Code : fault.GetType().Name);
            await pause(arrival.Deliveries + 1);
            throw;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("arrival");

    private async Task TakeAsync(Arrival arrival, CancellationToken cancellation)
    {
        await _places.Reader.ReadAsync(cancellation);
        try
        {
            await take(arrival, cancellation);
        }
        finally
        {
            _places.Writer.TryWrite(true);
        }
    }

    private static Channel<bool> Places(int number)
    {
        var places = Channel.CreateBounded<bool>(number);
        for (var place = 0; place < number; place++)
        {
            places.Writer.TryWrite(true);
        }

        return places;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A notice could not be taken, attempt {Attempt}: {Failure}. It goes back to the queue.")]
    private partial void GoesBack(int attempt, string failure);
}

using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Mesh.Messaging;

/// <summary>
/// All there is to receiving: no step of MassTransit's comes after it, so there are no consumers to choose from, no faults to publish
/// and no error queues. What fails waits here before it goes back to the queue; the broker would deliver it again at once.
/// </summary>
internal sealed partial class ArrivalFilter(
    Func<Arrival, CancellationToken, Task> take, Func<int, TimeSpan> pause, int atOnce, TimeProvider time, ILogger logger, CancellationToken ending)
    : IFilter<ReceiveContext>
{
    // The broker delivers what went back to this consumer again until the consumer is gone; each time counts against the notice.
    private static readonly TimeSpan EndingPause = TimeSpan.FromSeconds(1);

    // Those that wait before going back take no place of those that work.
    private readonly Channel<bool> _places = Places(atOnce);

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var arrival = Arrival.Of(context);
        try
        {
            ending.ThrowIfCancellationRequested();
            await TakeAsync(arrival, context.CancellationToken);
        }
        catch (Exception fault) when (!context.CancellationToken.IsCancellationRequested)
        {
            GoesBack(arrival.Deliveries + 1, fault is TransientNoticeException transient ? transient.Code : fault.GetType().Name);
            await PauseAsync(arrival.Deliveries + 1);
            throw;
        }
    }

    private Task PauseAsync(int attempt) => ending.IsCancellationRequested
        ? Task.Delay(EndingPause, time, CancellationToken.None)
        : Task.Delay(pause(attempt), time, ending);

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

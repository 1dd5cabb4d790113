using System.Threading.Channels;

namespace Mesh.ClientNotices;

/// <summary>Wakes this host's dispatcher once an act has committed; polling is the fallback.</summary>
internal sealed class ClientNoticeSignal
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Never blocks and never throws: it runs right after a commit.</summary>
    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>Returns once woken, or when the time has passed.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await _wakes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The fallback: time to look without having been woken.
        }
    }
}

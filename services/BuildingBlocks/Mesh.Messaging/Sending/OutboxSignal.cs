using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Mesh.Messaging;

/// <summary>
/// Wakes this host's dispatcher once an act has committed, and tells for whom. A database notification at commit was measured to quarter
/// the rate, so waking stays in the process and polling is the fallback.
/// </summary>
internal sealed class OutboxSignal
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly ConcurrentDictionary<string, bool> _recipients = new(StringComparer.Ordinal);

    /// <summary>Never blocks and never throws: it runs right after a commit.</summary>
    public void Wake(string recipient)
    {
        // First the name: whoever is woken must find it.
        _recipients[recipient] = true;
        _wakes.Writer.TryWrite(true);
    }

    /// <summary>Those for whom somebody has woken since the last asking; none when nobody has, and the time has passed.</summary>
    public async Task<IReadOnlyCollection<string>> WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
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

        return [.. _recipients.Keys.Where(recipient => _recipients.TryRemove(recipient, out _))];
    }
}

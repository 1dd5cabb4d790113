namespace Mesh.Messaging;

/// <summary>What this process is handling, and how many attempts it has ended. For a demonstration that waits until nothing is on its way.</summary>
internal sealed class NoticesInHand
{
    private int _now;
    private long _ended;

    /// <summary>Being handled now.</summary>
    public int Now => Volatile.Read(ref _now);

    /// <summary>Attempts ended since the start.</summary>
    public long Ended => Interlocked.Read(ref _ended);

    /// <summary>Counts an attempt until it is disposed of.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _now);
        return new Attempt(this);
    }

    private sealed class Attempt(NoticesInHand counted) : IDisposable
    {
        public void Dispose()
        {
            // In this order: whoever sees none in hand sees this one ended.
            Interlocked.Increment(ref counted._ended);
            Interlocked.Decrement(ref counted._now);
        }
    }
}

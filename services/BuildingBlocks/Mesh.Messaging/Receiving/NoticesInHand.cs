namespace Mesh.Messaging;

/// <summary>What this process is handling. For a demonstration that waits until nothing is on its way.</summary>
internal sealed class NoticesInHand
{
    private int _now;

    /// <summary>Being handled now.</summary>
    public int Now => Volatile.Read(ref _now);

    /// <summary>Counts an attempt until it is disposed of.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _now);
        return new Attempt(this);
    }

    private sealed class Attempt(NoticesInHand counted) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref counted._now);
    }
}

namespace Mesh.TestKit;

/// <summary>
/// Machine time that runs like the system's, moved forward or back by what a test adds: TLS handshakes and gRPC deadlines, which
/// know only the system's clock, go on working, and nobody waits.
/// </summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _shift;

    /// <summary>Moves the time; a negative span moves it back.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _shift));
}

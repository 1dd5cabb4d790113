namespace Mesh.Benchmarks.Bus;

/// <summary>A way that a message takes from one organisation to another.</summary>
internal interface IRoad : IAsyncDisposable
{
    /// <summary>As the report names it.</summary>
    string Name { get; }

    /// <summary>Sends one and returns when the recipient is done with it. The time runs from when the sender has given it away for good.</summary>
    Task<TimeSpan> SendAsync(CancellationToken cancellation);

    /// <summary>
    /// Has so many given away for good and held back, as after the broker was away; then lets them go, and returns how long it took until
    /// the recipient was done with the last of them.
    /// </summary>
    Task<TimeSpan> CatchUpAsync(int count, CancellationToken cancellation);
}

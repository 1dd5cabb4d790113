namespace Mesh.Benchmarks.Bus;

/// <summary>How a run goes.</summary>
internal sealed record BusPlan
{
    /// <summary>How many are under way at once for the rate.</summary>
    public int InFlight { get; init; } = 64;

    /// <summary>How often each road is measured.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Messages one after the other, for the latency, in each round.</summary>
    public int Unloaded { get; init; } = 300;

    /// <summary>How long the rate is measured in each round.</summary>
    public TimeSpan Loaded { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages of a backlog, in each round.</summary>
    public int Backlog { get; init; } = 5000;

    /// <summary>How long each road runs before anything counts: code is compiled as it is used.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(10);
}

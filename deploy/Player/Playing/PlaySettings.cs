using Mesh.Identity;

namespace Mesh.Player;

/// <summary>How a play goes.</summary>
public sealed record PlaySettings
{
    /// <summary>Names the play in request ids: two plays on the same data need different names to be different acts.</summary>
    public string PlayName { get; init; } = "demonstration";

    /// <summary>Participations whose clocks the player moves.</summary>
    public IReadOnlyList<Participation> Clocks { get; init; } = [];

    /// <summary>
    /// Awaited before the clocks move: lets notices under way arrive on the day they were sent. By default nothing is waited for; a
    /// notice that arrives later is right too, only less like the day it tells of.
    /// </summary>
    public Func<CancellationToken, Task> Settled { get; init; } = _ => Task.CompletedTask;

    /// <summary>Awaited after the clocks have moved.</summary>
    public Func<CancellationToken, Task> Moved { get; init; } = _ => Task.CompletedTask;

    /// <summary>Deadline of a call, machine time.</summary>
    public TimeSpan CallDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a clock that does not answer is tried, machine time. By default once.</summary>
    public TimeSpan ClockWithin { get; init; } = TimeSpan.Zero;

    /// <summary>Deadline of a call with a stream of requests, machine time.</summary>
    public TimeSpan StreamDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a step with 'eventually' is tried, machine time.</summary>
    public TimeSpan EventuallyWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause between two tries, machine time.</summary>
    public TimeSpan EventuallyEvery { get; init; } = TimeSpan.FromMilliseconds(50);
}

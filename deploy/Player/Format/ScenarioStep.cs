namespace Mesh.Player;

/// <summary>One dated step: one call, or several started together.</summary>
public sealed class ScenarioStep
{
    /// <summary>The file's name.</summary>
    public required string File { get; init; }

    /// <summary>Place among the file's steps, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Where it stands.</summary>
    public required SourceSpot Spot { get; init; }

    /// <summary>The mesh's time at which it happens; null in a file that only looks means at whatever time it is.</summary>
    public required DateTimeOffset? At { get; init; }

    /// <summary>What happens, in the author's words; null when he gave none.</summary>
    public string? Title { get; init; }

    /// <summary>The calls; more than one when they are started together.</summary>
    public required IReadOnlyList<ScenarioCall> Calls { get; init; }

    /// <summary>How many times the same call is made with the same request id, 1 to 10.</summary>
    public required int Repeat { get; init; }

    /// <summary>SHA-256, hexadecimal, of what the step and the file's variables say; comments and layout do not count.</summary>
    public required string Digest { get; init; }
}

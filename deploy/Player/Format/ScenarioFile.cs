using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>A journey as a file tells it, checked against the contracts.</summary>
public sealed class ScenarioFile
{
    /// <summary>File name without folder; names the journey in the play log and in request ids.</summary>
    public required string Name { get; init; }

    /// <summary>What the journey is about.</summary>
    public required string Title { get; init; }

    /// <summary>Rule profile whose expectations the file tells; for the reader only.</summary>
    public string? Profile { get; init; }

    /// <summary>Whether the file only looks: it is played at every start, may be undated, and never counts as played earlier.</summary>
    public bool LooksOnly { get; init; }

    /// <summary>Steps in the order of the file.</summary>
    public required IReadOnlyList<ScenarioStep> Steps { get; init; }

    internal IReadOnlyList<KeyValuePair<string, YamlNode>> Vars { get; init; } = [];
}

namespace Mesh.Player;

/// <summary>Several files as one line of time.</summary>
internal static class Timeline
{
    /// <summary>
    /// By time, then by the order of files, then by the order of steps: the sort is stable. What has no time looks only,
    /// and comes last, when everything dated has happened.
    /// </summary>
    public static IReadOnlyList<ScenarioStep> Of(IEnumerable<ScenarioFile> files) =>
        [.. files.SelectMany(file => file.Steps).OrderBy(step => step.At ?? DateTimeOffset.MaxValue)];
}

using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>What earlier starts of the same play did.</summary>
internal sealed class PlayHistory
{
    private readonly Dictionary<(string File, int Step), PlayLogEntry> _last = [];

    public PlayHistory(IEnumerable<PlayLogEntry> entries, string play)
    {
        foreach (var entry in entries.Where(entry => entry.Play == play))
        {
            _last[(entry.File, entry.Step)] = entry;
        }
    }

    public IReadOnlyDictionary<string, JToken>? CapturedIfPassed(ScenarioStep step) =>
        Find(step) is { State: PlayLogState.Passed } entry ? entry.Captured : null;

    public bool WasUnderWay(ScenarioStep step) => Find(step) is { State: PlayLogState.UnderWay };

    /// <summary>
    /// Files whose played steps are no longer what they were. Going on would mix two stories, and a step under way would
    /// send another request under its old id.
    /// </summary>
    public IEnumerable<ScenarioFault> Changes(IEnumerable<ScenarioFile> files)
    {
        foreach (var file in files.Where(file => !file.LooksOnly))
        {
            foreach (var step in file.Steps.Where(step => Find(step) is { State: not PlayLogState.Failed } entry && entry.Digest != step.Digest))
            {
                yield return new(step.Spot, $"Step {step.Number} was played and has changed since. Start anew with --reset.");
            }

            if (_last.Keys.Any(key => key.File == file.Name && key.Step > file.Steps.Count))
            {
                yield return new(file.Steps[^1].Spot, "Steps that were played after this one are gone. Start anew with --reset.");
            }
        }
    }

    private PlayLogEntry? Find(ScenarioStep step) => _last.GetValueOrDefault((step.File, step.Number));
}

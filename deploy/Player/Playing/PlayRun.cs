using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>One play: what has been played so far, and what that leaves for the rest.</summary>
internal sealed class PlayRun
{
    private static readonly Dictionary<string, JToken> Nothing = [];

    private readonly IReadOnlyList<ScenarioFile> _files;
    private readonly PlayHistory _history;
    private readonly IActorChannels _channels;
    private readonly IPlayLog _log;
    private readonly string _play;
    private readonly StepPlayer _steps;
    private readonly MeshClocks _clocks;
    private readonly Dictionary<string, ValueScope> _scopes;
    private readonly HashSet<string> _looking;
    private readonly Dictionary<string, string> _stopped = new(StringComparer.Ordinal);
    private ScenarioStep? _latestPlayedEarlier;
    private ScenarioStep? _failed;

    public PlayRun(
        IReadOnlyList<ScenarioFile> files, PlayHistory history, IActorChannels channels, IPlayLog log, PlaySettings settings, TimeProvider time)
    {
        (_files, _history, _channels, _log, _play) = (files, history, channels, log, settings.PlayName);
        _steps = new(channels, settings, time);
        _clocks = new(channels, MethodCatalog.Mesh, settings, time);
        _looking = [.. files.Where(file => file.LooksOnly).Select(file => file.Name)];
        _scopes = files.ToDictionary(file => file.Name, NewScope, StringComparer.Ordinal);
    }

    public async Task<PlayResult> PlayAsync(IPlayProgress progress, CancellationToken ct)
    {
        progress.Begins(_files);
        var results = new List<StepResult>();
        foreach (var step in Timeline.Of(_files))
        {
            ct.ThrowIfCancellationRequested();
            var result = await PlayAsync(step, progress, ct);
            results.Add(result);
            progress.Ends(result);
        }

        await CatchUpAsync(ct);
        return new()
        {
            Steps = results,
            Variables = _scopes.ToDictionary(
                scope => scope.Key,
                IReadOnlyDictionary<string, string> (scope) => scope.Value.Variables.ToDictionary(v => v.Key, v => ValueResolver.AsText(v.Value))),
        };
    }

    private async Task<StepResult> PlayAsync(ScenarioStep step, IPlayProgress progress, CancellationToken ct)
    {
        if (!_looking.Contains(step.File) && _history.CapturedIfPassed(step) is { } captured)
        {
            SetAll(step, captured);
            _latestPlayedEarlier = step;
            return new(step, StepOutcome.PlayedEarlier);
        }

        if (WhyNot(step) is { } why)
        {
            return new(step, StepOutcome.NotPlayed) { NotPlayedBecause = why };
        }

        progress.Starts(step);
        var result = await PlayNowAsync(step, ct);
        _failed = result.Outcome is StepOutcome.Failed ? step : null;
        return result;
    }

    private async Task<StepResult> PlayNowAsync(ScenarioStep step, CancellationToken ct)
    {
        if (await MoveClocksAsync(step, ct) is { } wrong)
        {
            return new(step, StepOutcome.Failed) { Discrepancies = [wrong] };
        }

        var wasUnderWay = _history.WasUnderWay(step);
        Write(step, PlayLogState.UnderWay, Nothing);
        var (result, captured) = await _steps.PlayAsync(step, _scopes[step.File], ct);
        Write(step, result.Outcome is StepOutcome.Passed ? PlayLogState.Passed : PlayLogState.Failed, captured);
        return result with { WasUnderWay = wasUnderWay };
    }

    // The clock moves only forward, so what comes after a failed step could never be made up for: the play stops there.
    // Without an actor only that file stops; the other files are other clients.
    private string? WhyNot(ScenarioStep step)
    {
        if (_failed is { } failed)
        {
            return $"the play stopped at {failed.Spot}";
        }

        if (_stopped.TryGetValue(step.File, out var earlier))
        {
            return earlier;
        }

        var actors = step.Calls.Select(call => call.Actor)
            .Concat(step.Calls.Where(call => call.Expect.Flow is not null).Select(_ => FlowJournalView.Actor));
        if (actors.FirstOrDefault(actor => !_channels.Knows(actor)) is not { } unmapped)
        {
            return null;
        }

        _stopped[step.File] = $"it builds on {step.Spot}, which was not played";
        return $"players.yaml maps no actor '{unmapped}'";
    }

    private Task<Discrepancy?> MoveClocksAsync(ScenarioStep step, CancellationToken ct) => step.At is { } at
        ? _clocks.MoveAsync(at, mayBePast: _looking.Contains(step.File), step.Spot, ct)
        : CatchUpAsync(ct);

    // After a restart the clocks may stand at their start; what was played earlier has happened nevertheless.
    private Task<Discrepancy?> CatchUpAsync(CancellationToken ct) => _latestPlayedEarlier is { At: { } at } step
        ? _clocks.MoveAsync(at, mayBePast: true, step.Spot, ct)
        : Task.FromResult<Discrepancy?>(null);

    private void Write(ScenarioStep step, PlayLogState state, IReadOnlyDictionary<string, JToken> captured)
    {
        if (!_looking.Contains(step.File))
        {
            _log.Append(new(_play, step.File, step.Number, step.Digest, state, captured));
        }
    }

    private void SetAll(ScenarioStep step, IReadOnlyDictionary<string, JToken> captured)
    {
        foreach (var (name, value) in captured)
        {
            _scopes[step.File].Set(name, value);
        }
    }

    private ValueScope NewScope(ScenarioFile file)
    {
        var scope = new ValueScope(_play, file.Name);
        foreach (var (name, node) in file.Vars)
        {
            scope.Set(name, ValueResolver.Resolve(node, scope));
        }

        return scope;
    }
}

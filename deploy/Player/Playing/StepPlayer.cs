using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>Plays one step: its calls together, as often as it says, and keeps what it captures.</summary>
internal sealed class StepPlayer(IActorChannels channels, PlaySettings settings, TimeProvider time)
{
    private readonly CallPlayer _calls = new(channels, settings, time);

    /// <summary>The result, and what was captured when everything held.</summary>
    public async Task<(StepResult Result, IReadOnlyDictionary<string, JToken> Captured)> PlayAsync(
        ScenarioStep step, ValueScope scope, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var captured = new Dictionary<string, JToken>(StringComparer.Ordinal);
        var (played, discrepancies) = await PlayRoundsAsync(step, scope, ct);
        if (discrepancies.Count == 0)
        {
            discrepancies = [.. played.SelectMany(call => CaptureInto(captured, call, scope))];
        }

        if (discrepancies.Count == 0)
        {
            foreach (var (name, value) in captured)
            {
                scope.Set(name, value);
            }
        }

        // Of several calls the one that went wrong is the one to look up.
        var telling = played.FirstOrDefault(call => call.Discrepancies.Count > 0) ?? (played.Count > 0 ? played[^1] : null);
        return (new(step, discrepancies.Count == 0 ? StepOutcome.Passed : StepOutcome.Failed)
        {
            Discrepancies = discrepancies,
            Status = telling?.Outcome?.Status,
            Reason = telling?.Outcome?.Reason,
            TraceId = telling?.Outcome?.TraceId,
            Elapsed = time.GetElapsedTime(started),
        }, captured);
    }

    private async Task<(IReadOnlyList<PlayedCall> Played, IReadOnlyList<Discrepancy> Discrepancies)> PlayRoundsAsync(
        ScenarioStep step, ValueScope scope, CancellationToken ct)
    {
        // Connections first, tokens included: calls that are to start together then do.
        var open = new List<ActorChannel>();
        foreach (var call in step.Calls)
        {
            try
            {
                open.Add(await channels.OpenAsync(call.Actor, call.To, ct));
            }
            catch (ActorUnavailableException e)
            {
                return ([], [Discrepancy.Of(call.Spot, "actor", $"a connection of '{call.Actor}'", e.Message)]);
            }
        }

        IReadOnlyList<PlayedCall> first = [];
        for (var round = 1; round <= step.Repeat; round++)
        {
            var played = await Task.WhenAll(step.Calls.Select((_, index) => _calls.PlayAsync(step, index, open[index], scope, ct)));
            first = round == 1 ? played : first;
            IReadOnlyList<Discrepancy> found =
                [.. played.SelectMany(call => call.Discrepancies), .. Enumerable.Zip(first, played).SelectMany(pair => Changed(pair.First, pair.Second, round))];
            if (found.Count > 0)
            {
                return (played, found);
            }
        }

        return (first, []);
    }

    private static IEnumerable<Discrepancy> Changed(PlayedCall first, PlayedCall now, int round)
    {
        if (now.Discrepancies.Count == 0 && first.Outcome is { } before && now.Outcome is { } after && !after.IsSameAs(before))
        {
            yield return Discrepancy.Of(now.Call.Spot, $"the same request, time {round}", Describe(before), Describe(after));
        }
    }

    private static IEnumerable<Discrepancy> CaptureInto(Dictionary<string, JToken> captured, PlayedCall played, ValueScope scope)
    {
        foreach (var capture in played.Call.Captures)
        {
            var path = ValueResolver.Text(capture.Path, scope);
            if (played.Outcome?.Answer?.SelectTokens(path).FirstOrDefault() is not { Type: not JTokenType.Null } value)
            {
                yield return Discrepancy.Of(capture.Spot, $"capture of '{capture.Name}'", $"a value at {path}", "(nothing)");
            }
            else if (IdentityCodeMask.Finds(ValueResolver.AsText(value)))
            {
                // Captures are written to the play log, and an identity code is never written down.
                yield return Discrepancy.Of(capture.Spot, $"capture of '{capture.Name}'", "an id, version or digest", "what looks like a personal identity code");
            }
            else
            {
                captured[capture.Name] = value.DeepClone();
            }
        }
    }

    private static string Describe(CallOutcome outcome) =>
        outcome.Answer is { } answer ? answer.ToString(Newtonsoft.Json.Formatting.None) : ExpectationCheck.Show(outcome);
}

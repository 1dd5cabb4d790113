using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mesh.Identity;
using Mesh.Player;
using Newtonsoft.Json;

namespace Mesh.EndToEnd.Tests.Twins;

/// <summary>A request as the play sent it.</summary>
/// <param name="Actor">Who.</param>
/// <param name="To">To whom; null is the gateway itself.</param>
/// <param name="Method">What.</param>
/// <param name="Request">Its ids included.</param>
internal sealed record PlayedRequest(ActorSource Actor, Participation? To, MethodDescriptor Method, IMessage Request);

/// <summary>The requests of a play, worked out again from the scenario files and from what the play log kept.</summary>
internal static class PlayedRequests
{
    /// <summary>In each file's order; streams are left out.</summary>
    public static IReadOnlyList<PlayedRequest> Of(string scenarios, string playLog)
    {
        var players = PlayersFile.Read(Path.Combine(scenarios, "players.yaml"), out _)!;
        var log = new FilePlayLog(playLog).Read();
        var history = new PlayHistory(log, log[0].Play);
        var played = log.Select(entry => entry.File).ToHashSet(StringComparer.Ordinal);
        return [.. ScenarioFiles.Read(played.Order(StringComparer.Ordinal).Select(file => Path.Combine(scenarios, file))).Files
            .SelectMany(file => OfFile(file, players, history, log[0].Play))];
    }

    private static IEnumerable<PlayedRequest> OfFile(ScenarioFile file, PlayersFile players, PlayHistory history, string play)
    {
        var scope = new ValueScope(play, file.Name);
        foreach (var (name, node) in file.Vars)
        {
            scope.Set(name, ValueResolver.Resolve(node, scope));
        }

        foreach (var step in file.Steps)
        {
            for (var index = 0; index < step.Calls.Count; index++)
            {
                var call = step.Calls[index];
                if (!call.Method.IsClientStreaming)
                {
                    yield return new(players.Actors[call.Actor], call.To, call.Method, RequestOf(step, index, scope));
                }
            }

            foreach (var (name, value) in history.CapturedIfPassed(step) ?? throw new InvalidOperationException($"{step.Spot} was not played."))
            {
                scope.Set(name, value);
            }
        }
    }

    private static IMessage RequestOf(ScenarioStep step, int index, ValueScope scope)
    {
        var call = step.Calls[index];
        var json = ValueResolver.Resolve(call.Requests[0], scope);
        RequestIds.Fill(json, call.Method.InputType, path => scope.RequestId(step, index, $"0.{path}"));
        return JsonParser.Default.Parse(json.ToString(Formatting.None), call.Method.InputType);
    }
}

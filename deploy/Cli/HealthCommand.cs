using System.CommandLine;
using System.Text.Json.Nodes;
using Grpc.Core;
using Mesh.Identity;
using Spectre.Console;
using Tyollisyys.Mesh.Client;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Cli;

/// <summary><c>mesh health</c>: every participation, whether it is ready and which promises it keeps.</summary>
internal static class HealthCommand
{
    public static Command Of(Terminal terminal)
    {
        var command = new Command("health", "Asks every participation how it is. Exit code 1 when one is not ready or a promise is not kept.");
        command.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(Common.Json), "Asking every participation …", token => RunAsync(given, token), cancellation));
        return command;
    }

    private static async Task<Answer> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        using var calls = OperatorCalls.For(given);
        var states = await Task.WhenAll(calls.Directory.Entries.Select(entry => AskAsync(calls, entry.Participation, cancellation)));
        return new Answer(
            new JsonArray([.. states.Select(Json)]),
            console => console.Write(Table(states)),
            states.All(state => state.IsWell) ? 0 : Terminal.Refused);
    }

    private static async Task<State> AskAsync(OperatorCalls calls, Participation participation, CancellationToken cancellation)
    {
        try
        {
            var service = calls.At(participation).Of(invoker => new PromiseService.PromiseServiceClient(invoker));
            return new State(participation, await service.ListPromisesAsync(new(), cancellationToken: cancellation), null);
        }
        catch (RpcException failed)
        {
            return new State(participation, null, MeshRefusal.Of(failed)?.ReasonText ?? failed.StatusCode.ToString());
        }
    }

    private static JsonObject Json(State state) => new()
    {
        ["participation"] = state.Participation.ToString(),
        ["reached"] = state.Answer is not null,
        ["failure"] = state.Failure,
        ["ready"] = state.Answer?.Ready ?? false,
        ["promises"] = new JsonArray(
        [
            .. (state.Answer?.Promises ?? []).Select(promise => new JsonObject { ["name"] = promise.Name, ["kept"] = promise.Kept, ["detail"] = promise.Detail }),
        ]),
    };

    private static Table Table(IEnumerable<State> states)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("participation", "state", "promises");
        foreach (var state in states)
        {
            var promises = (state.Answer?.Promises ?? []).Select(promise => $"{(promise.Kept ? "kept" : "NOT KEPT")} {promise.Name}: {promise.Detail}");
            table.AddRow(
                Markup.Escape(state.Participation.ToString()),
                Markup.Escape(state.Failure ?? (state.Answer!.Ready ? "ready" : "NOT READY")),
                Markup.Escape(string.Join('\n', promises)));
        }

        return table;
    }

    private sealed record State(Participation Participation, ListPromisesResponse? Answer, string? Failure)
    {
        public bool IsWell => Answer is { Ready: true } && Answer.Promises.All(promise => promise.Kept);
    }
}

using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Mesh.Player;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Cli;

/// <summary><c>mesh flow ID</c>: what crossed organisations in a flow.</summary>
internal static class FlowCommand
{
    public static Command Of(Terminal terminal)
    {
        var id = new Argument<Guid>("id") { Description = "The flow." };
        var command = new Command("flow", "Shows what crossed organisations in a flow, merged from every participation's journal.") { id };
        command.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(Common.Json), "Asking every participation …", token => RunAsync(given, given.GetValue(id), token), cancellation));
        return command;
    }

    private static async Task<Answer> RunAsync(ParseResult given, Guid id, CancellationToken cancellation)
    {
        using var calls = OperatorCalls.For(given);
        var names = SwimlanePrinter.NamesOf(calls.Directory);
        var flow = await calls.Gateway().Of(invoker => new FlowService.FlowServiceClient(invoker))
            .GetFlowAsync(new GetFlowRequest { FlowId = id.ToString() }, cancellationToken: cancellation);
        return new Answer(
            JsonNode.Parse(JsonFormatter.Default.Format(flow))!,
            console => new SwimlanePrinter(console, names).Print($"flow {id}", flow),
            flow.Unreachable.Count == 0 ? 0 : Terminal.Refused);
    }
}

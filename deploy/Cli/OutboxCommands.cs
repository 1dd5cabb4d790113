using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Cli;

/// <summary><c>mesh outbox resend --since</c>: sends notices again under their own ids; recipients that have handled them do nothing.</summary>
internal static class OutboxCommands
{
    public static Command Of(Terminal terminal)
    {
        var at = Participations.Required();
        var since = new Option<DateTimeOffset>("--since") { Description = "From when on, in the mesh's time, for example 2026-11-22T08:00Z.", Required = true };
        var until = new Option<DateTimeOffset?>("--until") { Description = "Until before when; now when left out." };
        var type = new Option<string?>("--type") { Description = "Only notices of this CloudEvents type." };
        var to = Participations.Optional("--to", "Only notices to this participation.");
        var resend = new Command("resend", "Sends notices again that had been sent.") { at, since, until, type, to };
        resend.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            "Having notices sent again …",
            async token =>
            {
                using var calls = OperatorCalls.For(given);
                var request = new ResendNoticesRequest
                {
                    RequestId = Guid.CreateVersion7().ToString(),
                    Since = given.GetValue(since).ToTimestamp(),
                    Until = (given.GetValue(until) ?? TimeProvider.System.GetUtcNow()).ToTimestamp(),
                    Type = given.GetValue(type) ?? "",
                    Recipient = Participations.TextOf(given.GetValue(to)),
                };
                var done = await calls.At(given.GetValue(at)).Of(invoker => new OutboxService.OutboxServiceClient(invoker))
                    .ResendNoticesAsync(request, cancellationToken: token);
                return new Answer(
                    JsonNode.Parse(JsonFormatter.Default.Format(done))!, console => console.Profile.Out.Writer.WriteLine($"{done.NoticesResent} notices are sent again."));
            },
            cancellation));
        return new Command("outbox", "Notices that have left.") { resend };
    }
}

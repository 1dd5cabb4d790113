using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Spectre.Console;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Cli;

/// <summary><c>mesh evidence reconcile --since</c>: has a participation compare its books with its counterparts'.</summary>
internal static class EvidenceCommands
{
    // Every counterpart is asked, page by page; one that is away takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Command Of(Terminal terminal)
    {
        var at = Participations.Required();
        var since = new Option<DateTimeOffset>("--since") { Description = "From when on, by the machines' clocks, for example 2026-11-22T08:00Z.", Required = true };
        var until = new Option<DateTimeOffset?>("--until") { Description = "Until before when, at most 31 days later; now when left out." };
        var with = Participations.Optional("--with", "Only with this participation.");
        var reconcile = new Command("reconcile", "Lists what one side says was sent and the other does not say was received, and every promise missed; 1 when there is any.")
        {
            at, since, until, with,
        };
        reconcile.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            "Having books compared …",
            async token =>
            {
                using var calls = OperatorCalls.For(given);
                var now = TimeProvider.System.GetUtcNow();
                var request = new ReconcileRequest
                {
                    Since = given.GetValue(since).ToTimestamp(),
                    Until = (given.GetValue(until) ?? now).ToTimestamp(),
                    Counterpart = Participations.TextOf(given.GetValue(with)),
                };
                var done = await calls.At(given.GetValue(at)).Of(invoker => new EvidenceService.EvidenceServiceClient(invoker))
                    .ReconcileAsync(request, deadline: (now + Patience).UtcDateTime, cancellationToken: token);
                return new Answer(JsonNode.Parse(JsonFormatter.Default.Format(done))!, console => Show(console, done), done.Findings.Count == 0 ? 0 : Terminal.Refused);
            },
            cancellation));
        return new Command("evidence", "What two sides each wrote down of what passed between them.") { reconcile };
    }

    private static void Show(IAnsiConsole console, ReconcileResponse done)
    {
        var output = console.Profile.Out.Writer;
        foreach (var one in done.Counterparts)
        {
            output.WriteLine($"{one.Counterpart}: {one.Exchanges} exchanges, {one.Promises} promises");
        }

        foreach (var finding in done.Findings)
        {
            output.WriteLine(string.Join("  ", new[]
            {
                Code("FindingCode", "FINDING_CODE_", (int)finding.Code),
                finding.Document == ExchangeDocument.Unspecified ? "" : Code("ExchangeDocument", "EXCHANGE_DOCUMENT_", (int)finding.Document),
                finding.Counterpart,
                finding.Holder.Length > 0 ? $"asked {finding.Holder}" : "",
                finding.StatementId,
                finding.EntryId,
                finding.AnsweredAt?.ToDateTimeOffset().ToString("u", CultureInfo.InvariantCulture) ?? "",
            }.Where(part => part.Length > 0)));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done.Findings.Count} findings; judged until {done.JudgedUntil.ToDateTimeOffset():u}."));
    }

    // As the contract names it, without what it repeats of the enum's name.
    private static string Code(string enumeration, string prefix, int value) =>
        EvidenceServiceReflection.Descriptor.FindTypeByName<EnumDescriptor>(enumeration).FindValueByNumber(value)?.Name.Replace(prefix, "", StringComparison.Ordinal)
        ?? value.ToString(CultureInfo.InvariantCulture);
}

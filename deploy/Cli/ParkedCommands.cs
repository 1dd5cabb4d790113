using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Mesh.Identity;
using Spectre.Console;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Cli;

/// <summary><c>mesh parked list|show|replay|discard</c>: notices that could not be handled.</summary>
internal static class ParkedCommands
{
    public static Command Of(Terminal terminal)
    {
        var at = Participations.Required();
        var id = new Argument<Guid>("id") { Description = "The notice." };
        var reason = new Option<string>("--reason") { Description = "Why, as a code such as DUPLICATE_OF_LETTER.", Required = true };
        var by = Participations.Optional("--brought-by", "Whose, where several brought something under the id; the list tells.");

        var list = new Command("list", "Lists what is parked, the longest first.") { at };
        list.SetAction((given, cancellation) => Run(terminal, given, "Asking …", token => ListAsync(given, given.GetValue(at), token), cancellation));
        var show = new Command("show", "Shows a parked notice.") { id, at, by };
        show.SetAction((given, cancellation) => Run(terminal, given, "Asking …", token => ShowAsync(given, given.GetValue(at), given.GetValue(id), Participations.TextOf(given.GetValue(by)), token), cancellation));
        var replay = new Command("replay", "Has a parked notice handled again.") { id, at, by };
        replay.SetAction((given, cancellation) => Run(terminal, given, "Replaying …", token => ReplayAsync(given, given.GetValue(at), given.GetValue(id), Participations.TextOf(given.GetValue(by)), token), cancellation));
        var discard = new Command("discard", "Gives a parked notice up; it stays in the database with the reason.") { id, at, reason, by };
        discard.SetAction((given, cancellation) => Run(
            terminal, given, "Discarding …", token => DiscardAsync(given, given.GetValue(at), given.GetValue(id), Participations.TextOf(given.GetValue(by)), given.GetValue(reason)!, token), cancellation));
        return new Command("parked", "Notices that could not be handled.") { list, show, replay, discard };
    }

    private static Task<int> Run(
        Terminal terminal, ParseResult given, string doing, Func<CancellationToken, Task<Answer>> command, CancellationToken cancellation) =>
        terminal.RunAsync(given.GetValue(CommandOptions.Json), doing, command, cancellation);

    private static async Task<Answer> ListAsync(ParseResult given, Participation at, CancellationToken cancellation)
    {
        using var calls = OperatorCalls.For(given);
        var service = Service(calls, at);
        var all = new ListParkedNoticesResponse();
        var request = new ListParkedNoticesRequest { PageSize = 100 };
        do
        {
            var page = await service.ListParkedNoticesAsync(request, cancellationToken: cancellation);
            all.Notices.Add(page.Notices);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        return new Answer(Json(all), console => console.Write(Table(all.Notices)));
    }

    private static async Task<Answer> ShowAsync(ParseResult given, Participation at, Guid id, string by, CancellationToken cancellation)
    {
        using var calls = OperatorCalls.For(given);
        var shown = await Service(calls, at).GetParkedNoticeAsync(new() { NoticeId = id.ToString(), BroughtBy = by }, cancellationToken: cancellation);
        return new Answer(Json(shown), console =>
        {
            console.Write(Table([shown.Notice]));
            console.WriteLine(shown.Detail.Length > 0 ? $"last failure: {shown.Detail}" : "no exception was thrown");
            console.WriteLine(shown.Envelope.Length > 0 ? shown.Envelope : "What came could not be read as an envelope.");
        });
    }

    private static async Task<Answer> ReplayAsync(ParseResult given, Participation at, Guid id, string by, CancellationToken cancellation)
    {
        using var calls = OperatorCalls.For(given);
        var done = await Service(calls, at).ReplayParkedNoticeAsync(new() { NoticeId = id.ToString(), BroughtBy = by }, cancellationToken: cancellation);
        return new Answer(Json(done), console => console.WriteLine($"{id} was handled."));
    }

    private static async Task<Answer> DiscardAsync(ParseResult given, Participation at, Guid id, string by, string reason, CancellationToken cancellation)
    {
        using var calls = OperatorCalls.For(given);
        var done = await Service(calls, at).DiscardParkedNoticeAsync(
            new() { RequestId = Guid.CreateVersion7().ToString(), NoticeId = id.ToString(), ReasonCode = reason, BroughtBy = by }, cancellationToken: cancellation);
        return new Answer(Json(done), console => console.WriteLine($"{id} is given up: {reason}."));
    }

    private static ParkedNoticeService.ParkedNoticeServiceClient Service(OperatorCalls calls, Participation at) =>
        calls.At(at).Of(invoker => new ParkedNoticeService.ParkedNoticeServiceClient(invoker));

    private static JsonNode Json(IMessage message) => JsonNode.Parse(JsonFormatter.Default.Format(message))!;

    private static Table Table(IReadOnlyCollection<ParkedNotice> notices)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("notice", "type", "source", "brought by", "reason", "parked", "flow");
        foreach (var notice in notices)
        {
            var cells = new[] { notice.NoticeId, notice.Type, notice.Source, notice.BroughtBy, notice.Reason, $"{notice.ParkedAt.ToDateTimeOffset():u}", notice.FlowId };
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }
}

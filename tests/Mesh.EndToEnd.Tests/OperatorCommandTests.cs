using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mesh.Cli;
using Mesh.Messaging;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Mesh.EndToEnd.Tests;

/// <summary>What an operator does from a terminal, against the mesh: by an operator's token, through the gateway.</summary>
[Collection(PlayedMesh.Collection)]
public sealed class OperatorCommandTests(PlayedMesh played) : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Flow_WhenAJourneyWasPlayed_IsMergedFromEveryParticipation()
    {
        var flow = Regex.Match(played.Output, "flow ([0-9a-f-]{36})").Groups[1].Value;

        Assert.Equal(0, await RunAsync("operator", "flow", flow));


        var participants = Json["entries"]!.AsArray().Select(entry => (string)entry!["participant"]!).Distinct(StringComparer.Ordinal).ToList();
        Assert.Contains("0246246-0/SOCIAL_INSURANCE", participants);
        Assert.Contains("2296962-1/LABOUR_AUTHORITY", participants);
        Assert.Contains("3221308-6/SOCIAL_CARE", participants);
    }

    [Fact]
    public async Task Health_WhenAllIsWell_NamesEveryParticipationAndItsPromises()
    {
        // A mesh that has just started is not well before its ledgers were witnessed.
        await Eventually.TrueAsync(async () => await RunAsync("operator", "health") == 0);

        Assert.Equal((await played.ServedAsync()).Installation.Directory.Current.Entries.Count, Json.AsArray().Count);
        Assert.All(Json.AsArray(), one => Assert.True((bool)one!["ready"]!));
        Assert.All(Json.AsArray(), one => Assert.Contains(one!["promises"]!.AsArray(), promise => (string?)promise!["name"] == "notices-sent"));
    }

    [Fact]
    public async Task Command_WhenAClientGivesIt_IsRefused()
    {
        Assert.Equal(1, await RunAsync("aino", "parked", "list", "--at", "2296962-1/LABOUR_AUTHORITY"));
        Assert.Equal("ACCESS_DENIED", (string?)JsonNode.Parse(_error.ToString())!["reason"]);
    }

    [Fact]
    public async Task Parked_WhenAnOperatorDealsWithIt_IsDoneAndInTheJournalOfItsFlow()
    {
        const string at = "3221308-6/SOCIAL_CARE";
        var (handled, unknown) = await ParkAsync();

        Assert.Equal(0, await RunAsync("operator", "parked", "list", "--at", at));
        Assert.Equal(
            [(handled.Id, "TOO_OLD"), (unknown.Id, "UNKNOWN_TYPE")],
            Json["notices"]!.AsArray().Select(notice => (Guid.Parse((string)notice!["noticeId"]!), (string)notice["reason"]!)));

        Assert.Equal(0, await RunAsync("operator", "parked", "show", $"{handled.Id}", "--at", at));
        Assert.Equal(handled.Data, NoticeEnvelope.Parse(Encoding.UTF8.GetBytes((string)Json["envelope"]!)).Value.Data);

        Assert.Equal(1, await RunAsync("operator", "parked", "replay", $"{unknown.Id}", "--at", at));
        Assert.Equal("NOTICE_STILL_FAILS", Reason);
        Assert.Equal(2, await RunAsync("operator", "parked", "discard", $"{unknown.Id}", "--at", at));
        Assert.Equal("COMMAND_MALFORMED", Reason);
        Assert.Equal(0, await RunAsync("operator", "parked", "discard", $"{unknown.Id}", "--at", at, "--reason", "NEWER_VERSION"));
        Assert.Equal(0, await RunAsync("operator", "parked", "replay", $"{handled.Id}", "--at", at));

        Assert.Equal(0, await RunAsync("operator", "parked", "list", "--at", at));
        Assert.Null(Json["notices"]?.AsArray().FirstOrDefault());
        Assert.Equal(1, await RunAsync("operator", "parked", "replay", $"{handled.Id}", "--at", at));
        Assert.Equal("NOTICE_NOT_PARKED", Reason);
        Assert.Equal(
            ["DiscardParkedNotice by operator NEWER_VERSION", "ReplayParkedNotice by operator NOTICE_STILL_FAILS"], await JournalAsync(PlayedMesh.Region, unknown.FlowId));
        Assert.Equal(["ReplayParkedNotice by operator OK"], await JournalAsync(PlayedMesh.Region, handled.FlowId));
    }

    [Fact]
    public async Task Resend_WhenAnOperatorAsks_IsJournaledInEachFlowAndHandledNoSecondTime()
    {
        var served = await played.ServedAsync();
        const string sent = "FROM notice_outbox WHERE recipient = '3221308-6/SOCIAL_CARE' AND type LIKE '%PlanSigned'";
        var notices = PlayedMesh.Ask(served.Folder, PlayedMesh.TeOffice, $"SELECT flow_id, type {sent} AND sent_at IS NOT NULL");
        var inbox = PlayedMesh.Ask(served.Folder, PlayedMesh.Region, "SELECT count(*) FROM notice_inbox")[0][0];

        Assert.Equal(0, await RunAsync(
            "operator", "outbox", "resend", "--at", "2296962-1/LABOUR_AUTHORITY", "--since", "2000-01-01T00:00Z", "--to", "3221308-6/SOCIAL_CARE", "--type", notices[0][1]));

        Assert.Equal(notices.Count, (int)Json["noticesResent"]!);
        await served.Mesh.SettledAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0", PlayedMesh.Ask(served.Folder, PlayedMesh.TeOffice, $"SELECT count(*) {sent} AND sent_at IS NULL")[0][0]);
        Assert.Equal(inbox, PlayedMesh.Ask(served.Folder, PlayedMesh.Region, "SELECT count(*) FROM notice_inbox")[0][0]);
        Assert.Equal(
            notices.Select(notice => notice[0]).Order(StringComparer.Ordinal),
            PlayedMesh.Ask(served.Folder, PlayedMesh.TeOffice, "SELECT flow_id FROM flow_journal WHERE step = 'ResendNotices by operator'")
                .Select(row => row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reconcile_WhenAJourneyWasPlayed_ComparesBooksWithEveryOtherParticipation()
    {
        var others = (await played.ServedAsync()).Installation.Directory.Current.Entries.Count - 1;
        var since = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("O", CultureInfo.InvariantCulture);

        Assert.Equal(0, await RunAsync("operator", "evidence", "reconcile", "--at", "2296962-1/LABOUR_AUTHORITY", "--since", since));

        Assert.Equal(others, Json["counterparts"]!.AsArray().Count);
        Assert.Null(Json["findings"]?.AsArray().FirstOrDefault());
        Assert.Equal(1, await RunAsync("operator", "evidence", "reconcile", "--at", "2296962-1/LABOUR_AUTHORITY", "--since", "2000-01-01T00:00Z"));
        Assert.Equal("INVALID_REQUEST", Reason);
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private JsonNode Json => JsonNode.Parse(_output.ToString())!;

    private string? Reason => (string?)JsonNode.Parse(_error.ToString())!["reason"];

    // One that was handled long ago comes again past its age, and one that this version does not know.
    private async Task<(NoticeEnvelope Handled, NoticeEnvelope Unknown)> ParkAsync()
    {
        var served = await played.ServedAsync();
        var told = PlayedMesh.Ask(served.Folder, PlayedMesh.TeOffice, "SELECT hex(envelope) FROM notice_outbox WHERE recipient = '3221308-6/SOCIAL_CARE' LIMIT 1")[0][0];
        var now = TimeProvider.System.GetUtcNow();
        var handled = NoticeEnvelope.Parse(Convert.FromHexString(told)).Value with { RecordedAt = now.AddDays(-90) };
        var unknown = handled with
        {
            Id = Guid.CreateVersion7(), FlowId = Guid.CreateVersion7(), RecordedAt = now, Type = "fi.tyollisyys.mesh.notices.v2.PlanSigned",
        };
        var receiver = served.Mesh.Hosts.Single(host => host.Name == PlayedMesh.Region).Host.Services.GetRequiredService<INoticeReceiver>();
        await receiver.ReceiveAsync(handled, Participants.TeOffice, TestContext.Current.CancellationToken);
        await receiver.ReceiveAsync(unknown, Participants.TeOffice, TestContext.Current.CancellationToken);
        return (handled, unknown);
    }

    private async Task<IEnumerable<string>> JournalAsync(string slug, Guid flow) =>
        PlayedMesh.Ask((await played.ServedAsync()).Folder, slug, "SELECT step, outcome, flow_id FROM flow_journal WHERE step LIKE '%ParkedNotice by operator'")
            .Where(row => Guid.Parse(row[2]) == flow)
            .Select(row => $"{row[0]} {row[1]}")
            .Order(StringComparer.Ordinal);

    private async Task<int> RunAsync(string persona, params string[] command)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        return await MeshCommand.RunAsync(
            new Terminal(Console(_output), Console(_error)),
            [.. command, "--json", "--persona", persona, "--settings", Path.Combine((await played.ServedAsync()).Folder, "mesh.json")],
            TestContext.Current.CancellationToken);
    }

    private static IAnsiConsole Console(TextWriter writer) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Interactive = InteractionSupport.No, Ansi = AnsiSupport.No });
}

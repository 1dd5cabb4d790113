using System.Diagnostics;
using System.Text.Json.Nodes;
using Mesh.Certificates;
using Mesh.Messaging.RabbitMq.Tests.Hosts;
using Mesh.TestKit;
using Mesh.Topology;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>A consumer in another language that is given the AsyncAPI document, its certificate, and nothing else.</summary>
[Collection(Broker.Collection)]
public sealed class OtherLanguageTests(Broker broker, ITestOutputHelper output)
{
    private static readonly string Client = Path.Combine(SourceTree.Root, "deploy", "clients", "node-bus");
    private static readonly string Document = Path.Combine(SourceTree.Root, "docs", "asyncapi", "notices.json");

    [Fact]
    public void Document_WhenMade_IsThatOfTheRepository() => Assert.Equal(NoticeDocument.Text(), File.ReadAllText(Document));

    [Fact]
    public void Document_WhenReadBesideTheContracts_HasEveryNotice() =>
        Assert.Equal(
            NoticeTypes.All.Order(StringComparer.Ordinal),
            JsonNode.Parse(NoticeDocument.Text())!["components"]!["messages"]!.AsObject().Select(message => message.Value!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Node_WhenItHasTheDocument_ReadsWhatHostsTellAndTellsWhatItDoesNotKnow()
    {
        await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], []);
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);
        var caseId = Guid.CreateVersion7().ToString();
        var signed = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);
        var first = await kela.TellAsync(new PlanReviewHeld { CaseId = caseId, CaseVersion = 4, ResultCode = "CONTINUES" }, Participants.TeOffice);
        await kela.OutboxAsync(first, row => row.SentAt is not null);
        await using var sender = await RawSender.OpenAsync(broker, Participants.Kela);
        await sender.SendAsync(RawSender.Envelope(BusHost.Signed()) with { Type = "fi.tyollisyys.mesh.notices.v2.PlanSigned" });
        await sender.SendAsync(RawSender.Envelope(BusHost.Signed()) with { Source = Participants.SouthKarelia });

        // A code is no free text: the document says so, and who reads by it finds what does not keep to it.
        await sender.SendAsync(RawSender.Envelope(new BenefitDayThresholdReached { ThresholdCode = "call me" }));

        var heard = (await RunAsync("node", ["hear.js"], Settings(count: 5)))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();

        Assert.Equal(
            ["read", "read", "unknown type: set aside", "forged"],
            heard.Take(4).Select(notice => notice["verdict"]!.GetValue<string>()));
        Assert.Contains("pattern", heard[4]["verdict"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal([signed.ToString(), first.ToString()], heard.Take(2).Select(notice => notice["id"]!.GetValue<string>()));
        Assert.Equal(Participants.Kela.Urn, heard[0]["source"]!.GetValue<string>());
        Assert.Equal((caseId, 4), (heard[1]["data"]!["caseId"]!.GetValue<string>(), heard[1]["data"]!["caseVersion"]!.GetValue<int>()));
    }

    private Dictionary<string, string> Settings(int count)
    {
        broker.Installation.Authority.Issue(Participants.TeOffice.Urn, CertificateUse.ClientOnly).Dispose();
        var certificate = broker.Installation.Authority.FileOf(Participants.TeOffice.Urn, CertificateUse.ClientOnly);
        return new()
        {
            ["MESH_DOCUMENT"] = Document,
            ["MESH_BROKER"] = $"localhost:{broker.Node.Port}",
            ["MESH_RECIPIENT"] = BrokerNames.IdOf(Participants.TeOffice),
            ["MESH_CERTIFICATE"] = certificate,
            ["MESH_KEY"] = Path.ChangeExtension(certificate, ".key"),
            ["MESH_ROOTS"] = broker.Installation.Authority.RootFile,
            ["MESH_COUNT"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Client, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        output.WriteLine($"{program} {string.Join(' ', arguments)}\n{text}\n{await errors}");
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}

using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Cli;
using Mesh.Disclosure;
using Mesh.TestKit;
using Spectre.Console;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.MyData.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Gateway.Tests.MyData;

/// <summary>A person's file through the real gateway and holders, checked by <c>mesh verify</c> with nothing but the directory's public key.</summary>
public sealed class MyDataExportTests(ClientTown town) : IClassFixture<ClientTown>
{
    private const string Aino = "140501A902D";

    [Fact]
    public async Task File_WhenExportedAndVerified_Holds()
    {
        await HappenAsync();
        await town.SealAndCosignAsync(town.Kela, Participants.TeOffice, Participants.SouthKarelia);
        await town.SealAndCosignAsync(town.Office, Participants.Kela, Participants.SouthKarelia);

        var answer = await town.MyData.ExportMyDataAsync(new(), await town.AsAsync("aino"));
        var (exit, told, _) = await VerifyAsync(answer.File);

        var json = JsonNode.Parse(told)!;
        Assert.Empty(json["findings"]!.AsArray().Select(finding => finding!.ToJsonString()));
        Assert.Equal((0, true), (exit, (bool)json["holds"]!));
        Assert.Equal(town.Installation.Directory.Version, (long)json["directoryVersion"]!);
        Assert.Equal(
            [Participants.Kela.ToString(), Participants.TeOffice.ToString()], json["exports"]!.AsArray().Select(export => (string?)export!["participation"]));
        var uses = (await town.MyData.ListMyUsesAsync(new() { Participant = Participants.Kela.ToString() }, await town.AsAsync("aino"))).Uses;
        Assert.Equal((uses.Count, 1), ((int)json["exports"]![0]!["uses"]!, (int)json["exports"]![0]!["consents"]!));
        Assert.Equal(
            town.Down.Select(down => (down.ToString(), "UNAVAILABLE")),
            json["notReached"]!.AsArray().Select(part => ((string)part!["participation"]!, (string)part["reason"]!)));
        Assert.Equal(
            town.Installation.Directory.Entries.Select(entry => entry.Participation.ToString()), answer.Participants.Select(part => part.Participant));
        Assert.DoesNotContain(Aino, town.GatewayLog, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_WhenItIsNotWitnessed_IsRefusedUnlessAllowed()
    {
        await HappenAsync();
        await AskAsync();
        var file = (await town.MyData.ExportMyDataAsync(new(), await town.AsAsync("aino"))).File;

        var (exit, told, _) = await VerifyAsync(file);

        Assert.Equal(1, exit);
        Assert.All(JsonNode.Parse(told)!["findings"]!.AsArray(), finding => Assert.Equal(("NOT_WITNESSED", true), ((string?)finding!["code"], (bool)finding["warning"]!)));
        Assert.Equal(0, (await VerifyAsync(file, "--allow-unwitnessed")).Exit);
    }

    [Fact]
    public async Task File_WhenItIsChangedOrCutOffOrAnothersKeyIsGiven_SaysInWordsWhatFailed()
    {
        var file = (await town.MyData.ExportMyDataAsync(new(), await town.AsAsync("aino"))).File;
        var export = (string)JsonNode.Parse(file)!["participations"]!.AsArray().First(part => part!["export"] is not null)!["export"]!;
        var at = file.IndexOf(export, StringComparison.Ordinal) + export.IndexOf('.', StringComparison.Ordinal) + 50;

        var changed = await VerifyAsync(file[..at] + (file[at] == 'A' ? 'B' : 'A') + file[(at + 1)..], "--allow-unwitnessed");
        var cut = await VerifyAsync(file[..^1], "--allow-unwitnessed");
        var bare = await RunAsync(["verify", Keep(file), "--allow-unwitnessed", "--json"]);
        var words = await RunAsync(["verify", Keep(file[..^1])]);

        Assert.Equal(1, changed.Exit);
        Assert.NotEmpty(Codes(changed.Output).Intersect(["EXPORT_SIGNATURE", "EXPORT_UNREADABLE"]));
        Assert.Equal((1, "FILE_UNREADABLE"), (cut.Exit, Assert.Single(Codes(cut.Output))));
        Assert.Equal(1, bare.Exit);
        Assert.Contains("DIRECTORY_NOT_CHECKED", Codes(bare.Output));
        Assert.Equal(1, words.Exit);
        Assert.Contains("FILE_UNREADABLE: This is no file of exports, or not the whole of one.", words.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WhenFileOrKeyIsMissingOrNone_IsMisused()
    {
        var file = Keep("{}");

        Assert.Equal((2, "FILE_MISSING"), await MisusedAsync("verify", file + ".none"));
        Assert.Equal((2, "FILE_MISSING"), await MisusedAsync("verify", file, "--directory-key", file + ".none"));
        Assert.Equal((2, "KEY_REFUSED"), await MisusedAsync("verify", file, "--directory-key", file));
        Assert.Equal((2, "COMMAND_MALFORMED"), await MisusedAsync("verify"));
    }

    [Fact]
    public async Task Uses_WhenListedThroughTheGateway_HaveTheirBasisInPlainWords()
    {
        await HappenAsync();

        var uses = (await town.MyData.ListMyUsesAsync(new(), await town.AsAsync("aino"))).Uses;

        Assert.All(uses, use => Assert.Equal(DisclosureTexts.All["fi"]["NO_BASIS"], use.Use.BasisText.Fi));
        Assert.NotEmpty(uses);
    }

    // A consent at Kela, and an attempt that it does not cover.
    private async Task HappenAsync()
    {
        var options = await town.AsAsync("aino");
        if ((await town.MyData.ListMyUsesAsync(new() { Participant = Participants.Kela.ToString() }, options)).Uses.Count > 0)
        {
            return;
        }

        await town.MyData.GrantConsentAsync(
            new GrantConsentRequest
            {
                RequestId = Id(),
                Participant = Participants.Kela.ToString(),
                Recipient = Participants.SouthKarelia.ToString(),
                Purpose = Purpose.EmploymentSupport,
                Categories = { DataCategory.EmploymentServices },
                ValidFrom = "2023-01-01",
                ValidThrough = "2199-12-31",
                Language = "fi",
                TextVersion = "1",
                TextSha256 = ByteString.CopyFrom(new byte[32]),
            },
            options);
        await AskAsync();
    }

    private async Task AskAsync()
    {
        using var channel = town.Kela.Channel(Participants.TeOffice.Urn);
        var request = new DiscloseRequest
        {
            RequestId = Id(),
            Subject = new Subject { PersonalIdentityCode = Aino },
            Purpose = Purpose.ActivationPlanDrafting,
            Categories = { DataCategory.EmploymentServices },
            Actor = new Actor { PairwiseId = "expert", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
        };
        var now = town.Installation.Time.GetUtcNow();
        await Assert.ThrowsAsync<RpcException>(async () => await new DisclosureService.DisclosureServiceClient(channel).DiscloseAsync(
            RequestStatement.Sign(request, Participants.TeOffice, Participants.Kela, town.Installation.Signing(Participants.TeOffice), now),
            deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20),
            cancellationToken: TestContext.Current.CancellationToken));
    }

    private Task<(int Exit, string Output, string Error)> VerifyAsync(string file, params string[] more) =>
        RunAsync(["verify", Keep(file), "--directory-key", town.Installation.DirectoryKeyPath, "--json", .. more]);

    private static async Task<(int Exit, string Reason)> MisusedAsync(params string[] words)
    {
        var (exit, _, error) = await RunAsync([.. words, "--json"]);
        return (exit, (string)JsonNode.Parse(error)!["reason"]!);
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await MeshCommand.RunAsync(new Terminal(On(output), On(error)), words, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    private static IAnsiConsole On(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Interactive = InteractionSupport.No,
        Ansi = AnsiSupport.No,
    });

    private string Keep(string file)
    {
        var path = Path.Combine(town.Installation.Folder, $"{Id()}.json");
        File.WriteAllText(path, file);
        return path;
    }

    private static IEnumerable<string> Codes(string told) => JsonNode.Parse(told)!["findings"]!.AsArray().Select(finding => (string)finding!["code"]!).Distinct();

    private static string Id() => Guid.CreateVersion7().ToString();
}

using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Mesh.Cli;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Kela.Storage;
using Mesh.Municipality.Storage;
using Mesh.TeOffice.Storage;
using Mesh.TestKit;
using Mesh.WellbeingRegion.Storage;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Mesh.EndToEnd.Tests;

/// <summary>An operator replaces the keys of every database while the mesh serves.</summary>
[Collection(PlayedMesh.Collection)]
public sealed class KeyCommandTests(PlayedMesh played) : IDisposable
{
    // What no journey writes, or what is written only when something has failed.
    private static readonly string[] Unwritten = ["notice_parked.envelope"];

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Rotate_WhenTheMeshServes_EncryptsEveryDatabaseAnewAndChangesNothingThatIsShown()
    {
        var served = await played.ServedAsync();
        var before = await ShownAsync(served);
        var written = new HashSet<string>(StringComparer.Ordinal);

        foreach (var participation in served.Installation.Directory.Current.Entries.Select(entry => entry.Participation))
        {
            Assert.True(await RunAsync(served, participation, "rotate") == 0, $"{_output}{_error}");
            Assert.Equal(("k2", true, 0L), ((string)Json["kid"]!, (bool)Json["added"]!, (long)Json["left"]!));
            Assert.Empty(Json["damaged"]!.AsArray());

            Assert.Equal(0, await RunAsync(served, participation, "list"));
            Assert.Equal(["CURRENT", "REPLACED"], Json.AsArray().Select(key => (string)key!["state"]!));
            Assert.Subset(
                new HashSet<string> { "request_outcome.request_digest", "subject_sighting.reference_index" },
                Uses(Json[1]!).ToHashSet(StringComparer.Ordinal));
            written.UnionWith(Uses(Json[0]!));

            Assert.Equal(1, await RunAsync(served, participation, "retire", "k1"));
            Assert.Contains((string?)JsonNode.Parse(_error.ToString())!["reason"], (string[])["KEY_TOO_YOUNG", "KEY_IN_USE"]);
        }

        Assert.Equal(before, await ShownAsync(served));
        Assert.NotEmpty(Encrypted);
        Assert.Empty(Encrypted.Except(written, StringComparer.Ordinal).Except(Unwritten, StringComparer.Ordinal));
    }

    // Every column that the services encrypt: the journeys write each, so that each has been read by the place it was written for.
    private static IEnumerable<string> Encrypted
    {
        get
        {
            using DbContext kela = PostgresModel.Of<KelaDbContext>(), municipality = PostgresModel.Of<MunicipalityDbContext>();
            using DbContext office = PostgresModel.Of<TeOfficeDbContext>(), region = PostgresModel.Of<WellbeingRegionDbContext>();
            return new[] { kela, municipality, office, region }.SelectMany(database => database.Model.EncryptedTables())
                .SelectMany(table => table.Encrypted.Select(column => $"{table.Name}.{column.Name}")).ToHashSet(StringComparer.Ordinal);
        }
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private JsonNode Json => JsonNode.Parse(_output.ToString())!;

    private static IEnumerable<string> Uses(JsonNode key) => key["uses"]!.AsArray().Select(use => $"{(string)use!["table"]!}.{(string)use["column"]!}");

    // A plan as its professional sees it: read from encrypted bytes, and held against the digests that were signed.
    private static async Task<string> ShownAsync(ServedMesh served)
    {
        var plan = PlayedMesh.Ask(served.Folder, PlayedMesh.TeOffice, "SELECT case_id FROM plan_case WHERE plan_version > 0 ORDER BY case_id")[0][0];
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(served.Options.Gateway, $"o/{Participants.TeOffice}/v1/activationPlans/{plan}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await served.TokenAsync("te-expert", Participants.TeOffice.Urn));
        using var answer = await served.Http(certificate: null).SendAsync(request, TestContext.Current.CancellationToken);
        var shown = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, shown);
        return shown;
    }

    private async Task<int> RunAsync(ServedMesh served, Participation participation, params string[] command)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        var settings = served.Installation.SettingsOf(participation);
        return await MeshCommand.RunAsync(
            new Terminal(Console(_output), Console(_error)),
            [
                "keys", .. command, "--json", "--at", $"{participation}", "--keys", settings.AtRestKeysPath,
                "--file", PlayedMesh.Database(served.Folder, participation.Slug),
            ],
            TestContext.Current.CancellationToken);
    }

    private static IAnsiConsole Console(TextWriter writer) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Interactive = InteractionSupport.No, Ansi = AnsiSupport.No });
}

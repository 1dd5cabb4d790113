using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mesh.Cli;
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
        Assert.Equal(0, await RunAsync("operator", "health"));

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

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private JsonNode Json => JsonNode.Parse(_output.ToString())!;

    private async Task<int> RunAsync(string persona, params string[] command) => await MeshCommand.Root(new Terminal(Console(_output), Console(_error)))
        .Parse([.. command, "--json", "--persona", persona, "--settings", Path.Combine((await played.ServedAsync()).Folder, "mesh.json")])
        .InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    private static IAnsiConsole Console(TextWriter writer) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Interactive = InteractionSupport.No, Ansi = AnsiSupport.No });
}

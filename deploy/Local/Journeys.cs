using Mesh.Certificates;
using Mesh.Player;
using Spectre.Console;

namespace Mesh.Local;

/// <summary>Plays scenario files on the local mesh and shows what crossed organisations.</summary>
public sealed class Journeys(Installation installation, LocalMesh mesh, LocalOptions options, IAnsiConsole console)
{
    private const string FlowVariable = "flow";

    /// <summary>The journeys that come with the mesh: SC1 and SC2 with their variants, and a municipality's services by consent.</summary>
    private static readonly string[] Usual =
    [
        "sc1-aino.yaml", "sc1-late-review.yaml", "sc1-changed-text.yaml",
        "sc2-eetu.yaml", "sc2-both-benefits.yaml", "sc2-late-notice.yaml", "sc2-2026.yaml",
        "municipal-consent.yaml",
    ];

    /// <summary>Plays; the exit code is 0 when everything held, 1 when something did not, 2 for a bad file, 3 when something was not played.</summary>
    public async Task<int> PlayAsync(CancellationToken cancellation)
    {
        var scenarios = Path.Combine(AppContext.BaseDirectory, "scenarios");
        if (PlayersFile.Read(Path.Combine(scenarios, "players.yaml"), out var faults) is not { } players)
        {
            var unread = PlayResult.OfFaults(faults);
            PlayPrinter.Print(console, unread);
            return unread.ExitCode;
        }

        var entries = installation.Directory.Current.Entries;
        using var channels = new MeshActorChannels(
            players,
            new ActorConnections
            {
                Gateway = options.Gateway,
                Issuer = options.Issuer,
                Endpoints = entries.ToDictionary(entry => entry.Participation, entry => entry.Endpoint),
                CertificateOf = uri => installation.Authority.Issue(uri, CertificateUse.ClientOnly),
                TrustedRoots = [installation.Authority.Root],
            },
            TimeProvider.System);
        var player = new ScenarioPlayer(
            channels,
            new FilePlayLog(installation.PlayLog),
            // One clock is shared by every host of this process, so moving one moves all.
            new PlaySettings { Clocks = [entries[0].Participation], Settled = mesh.SettledAsync },
            TimeProvider.System);
        IReadOnlyList<string> files = options.Files.Count > 0 ? options.Files : [.. Usual.Select(name => Path.Combine(scenarios, name))];
        var result = await PlayPrinter.WatchAsync(console, progress => player.PlayAsync(files, progress, cancellation));
        await ShowFlowsAsync(result, new FlowJournalView(channels, TimeProvider.System), cancellation);
        PlayPrinter.Print(console, result);
        return result.ExitCode;
    }

    private async Task ShowFlowsAsync(PlayResult result, FlowJournalView flows, CancellationToken cancellation)
    {
        var swimlane = new SwimlanePrinter(console, SwimlanePrinter.NamesOf(installation.Directory.Current));
        foreach (var (file, variables) in result.Variables)
        {
            if (variables.TryGetValue(FlowVariable, out var flow))
            {
                console.WriteLine();
                swimlane.Print($"{file}: flow {flow}", await flows.GetAsync(flow, cancellation));
            }
        }
    }
}

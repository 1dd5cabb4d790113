using Mesh.Identity;
using Spectre.Console;

namespace Mesh.Player;

/// <summary>The mesh that journeys are played on.</summary>
/// <param name="Connections">Where it listens, and with what the actors show who they are.</param>
/// <param name="Directory">Its participations.</param>
/// <param name="PlayLogPath">File that remembers what was played.</param>
/// <param name="Clocks">Participations whose clocks are moved: one where all share a clock.</param>
/// <param name="Settled">Waits until nothing is on its way.</param>
public sealed record PlayedOn(
    ActorConnections Connections, ParticipantDirectory Directory, string PlayLogPath, IReadOnlyList<Participation> Clocks, Func<CancellationToken, Task> Settled)
{
    /// <summary>Awaited after the clocks have moved.</summary>
    public Func<CancellationToken, Task> Moved { get; init; } = _ => Task.CompletedTask;

    /// <summary>How long a step with 'eventually' is tried, machine time.</summary>
    public TimeSpan EventuallyWithin { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Plays scenario files on a running mesh and shows what crossed organisations.</summary>
public sealed class Journeys(PlayedOn mesh, IAnsiConsole console)
{
    private const string FlowVariable = "flow";

    /// <summary>The journeys that come with the mesh: SC1 and SC2 with their variants, SC4, and a municipality's services by consent.</summary>
    private static readonly string[] Usual =
    [
        "sc1-aino.yaml", "sc1-late-review.yaml", "sc1-changed-text.yaml",
        "sc2-eetu.yaml", "sc2-both-benefits.yaml", "sc2-late-notice.yaml", "sc2-2026.yaml",
        "sc4-onni.yaml",
        "municipal-consent.yaml",
    ];

    /// <summary>Plays; the exit code is 0 when everything held, 1 when something did not, 2 for a bad file, 3 when something was not played.</summary>
    /// <param name="files">Scenario files; empty for the journeys that come with the mesh.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<int> PlayAsync(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var scenarios = Path.Combine(AppContext.BaseDirectory, "scenarios");
        if (PlayersFile.Read(Path.Combine(scenarios, "players.yaml"), out var faults) is not { } players)
        {
            var unread = PlayResult.OfFaults(faults);
            PlayPrinter.Print(console, unread);
            return unread.ExitCode;
        }

        using var channels = new MeshActorChannels(players, mesh.Connections, TimeProvider.System);
        var settings = new PlaySettings
        {
            Clocks = mesh.Clocks,
            Settled = mesh.Settled,
            Moved = mesh.Moved,
            ClockWithin = TimeSpan.FromSeconds(30),
            EventuallyWithin = mesh.EventuallyWithin,
        };
        var player = new ScenarioPlayer(channels, new FilePlayLog(mesh.PlayLogPath), settings, TimeProvider.System);
        IReadOnlyList<string> played = files.Count > 0 ? files : [.. Usual.Select(name => Path.Combine(scenarios, name))];
        var result = await PlayPrinter.WatchAsync(console, progress => player.PlayAsync(played, progress, cancellation));
        await ShowFlowsAsync(result, new FlowJournalView(channels, TimeProvider.System), cancellation);
        PlayPrinter.Print(console, result);
        return result.ExitCode;
    }

    private async Task ShowFlowsAsync(PlayResult result, FlowJournalView flows, CancellationToken cancellation)
    {
        var swimlane = new SwimlanePrinter(console, SwimlanePrinter.NamesOf(mesh.Directory));
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

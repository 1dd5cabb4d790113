using Mesh.Player;
using Mesh.TestKit.Played;
using Spectre.Console;

namespace Mesh.Native.Tests;

/// <summary>The tests that look at the one play on real servers, one after the other.</summary>
[CollectionDefinition(TroubledMesh.Collection)]
public sealed class OneTroubledMesh : ICollectionFixture<TroubledMesh>;

/// <summary>
/// The journeys played once on PostgreSQL and RabbitMQ with two replicas of each service and of the gateway, and trouble in the midst of them; and once,
/// undisturbed, in one process on SQLite, to compare.
/// </summary>
public sealed class TroubledMesh : IAsyncLifetime
{
    public const string Collection = "troubled mesh";

    // Not the one that holds delivery back: which process holds it back, a balancer would choose.
    private static readonly IReadOnlyList<string> Played =
    [
        .. new[] { "sc1-aino.yaml", "sc2-eetu.yaml" }.Select(file => Path.Combine(AppContext.BaseDirectory, "scenarios", file)),
    ];

    private NativeInstallation _installation = null!;

    public string Folder { get; } = NativeFolder.Make();

    public int FirstPort { get; } = NativePorts.Free();

    public int ExitCode { get; private set; }

    public string Output { get; private set; } = "";

    internal NativeInstallation Installation => _installation;

    internal NativeMesh Mesh { get; private set; } = null!;

    internal Troubles Troubles { get; private set; } = null!;

    /// <summary>What the play left in all databases.</summary>
    public string Tally { get; private set; } = "";

    /// <summary>What the undisturbed play left.</summary>
    public string UndisturbedTally { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _installation = NativeInstallation.Open(new NativeOptions(Folder, FirstPort, Reset: false, Serve: false, Replicas: 2, Troubles.Replicated, []));
        Mesh = await NativeMesh.StartAsync(_installation, _ => { }, CancellationToken.None);
        using var stage = new Stage(_installation);
        Troubles = new Troubles(Mesh, _installation, stage);
        using var printed = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(printed), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No });
        // What must be asked of a peer that is being restarted is asked again, later each time.
        var played = stage.Mesh with { Settled = Troubles.BeforeTheClockMovesAsync, Moved = Troubles.AfterTheClockMovedAsync, EventuallyWithin = TimeSpan.FromMinutes(1) };
        ExitCode = await new Journeys(played, console).PlayAsync(Played, CancellationToken.None);
        await Troubles.EndAsync();
        await stage.SettledAsync(CancellationToken.None);
        Output = printed.ToString();
        var databases = new NativeDatabases(Mesh.Postgres);
        Tally = TestKit.Played.Tally.Of(_installation.Plans.Where(plan => plan.Participation is not null).Select(plan => plan.Name), databases.Ask);
        UndisturbedTally = await UndisturbedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Mesh is not null)
        {
            await Mesh.DisposeAsync();
        }

        _installation?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<string> UndisturbedAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mesh-undisturbed-").FullName;
        try
        {
            var (exitCode, output) = await LauncherProcess.RunAsync(folder, LauncherProcess.FreePorts(), null, ["play", .. Played]);
            Assert.True(exitCode == 0, output);
            return TestKit.Played.Tally.Of(folder);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}

using System.Diagnostics;
using Mesh.TestKit.Played;
using Microsoft.Data.Sqlite;

namespace Mesh.EndToEnd.Tests;

/// <summary>The tests that look at the one play, one after the other: two launchers at once would fight for two cores.</summary>
[CollectionDefinition(PlayedMesh.Collection)]
public sealed class OnePlay : ICollectionFixture<PlayedMesh>;

/// <summary>The journeys played once, from an empty folder, by the launcher in a process of its own that exports its traces.</summary>
public sealed class PlayedMesh : IAsyncLifetime
{
    /// <summary>Name of the collection that shares the play.</summary>
    public const string Collection = "played mesh";

    /// <summary>Slugs of the participations that take part in Aino's journey.</summary>
    public const string Kela = "0246246-0-social-insurance";

    /// <summary>The TE office.</summary>
    public const string TeOffice = "2296962-1-labour-authority";

    /// <summary>South Karelia.</summary>
    public const string Region = "3221308-6-social-care";

    private Task<ServedMesh>? _served;

    /// <summary>Data folder of the launcher.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mesh-e2e-").FullName;

    /// <summary>First port of the launcher.</summary>
    public int FirstPort { get; } = LauncherProcess.FreePorts();

    /// <summary>How the launcher ended.</summary>
    public int ExitCode { get; private set; }

    /// <summary>What it printed.</summary>
    public string Output { get; private set; } = "";

    /// <summary>What it exported by OTLP.</summary>
    public byte[] Spans { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var otlp = await OtlpReceiver.StartAsync();
        (ExitCode, Output) = await LauncherProcess.RunAsync(Folder, FirstPort, otlp.Environment, "--exit");
        Spans = otlp.Received;
    }

    /// <summary>The mesh serving a copy of the data; started once, by the first test that asks.</summary>
    public Task<ServedMesh> ServedAsync() => _served ??= ServedMesh.StartAsync(Copy(), FirstPort + 40);

    public async ValueTask DisposeAsync()
    {
        if (_served is not null)
        {
            await (await _served).DisposeAsync();
            Directory.Delete((await _served).Folder, recursive: true);
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A copy of the data, for a test that damages it.</summary>
    public string Copy()
    {
        var copy = Directory.CreateTempSubdirectory("mesh-copy-").FullName;
        using var cp = Process.Start("cp", ["-a", Folder + "/.", copy]);
        cp.WaitForExit();
        Assert.Equal(0, cp.ExitCode);
        return copy;
    }

    /// <summary>Path of a participation's database.</summary>
    public static string Database(string folder, string slug) => Path.Combine(folder, "data", slug + ".db");

    /// <summary>The rows of a question to a participation's database, each as its columns.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Ask(string folder, string slug, string sql) => Tally.Ask(folder, slug, sql);
}

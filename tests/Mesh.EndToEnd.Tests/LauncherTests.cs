using Mesh.TestKit.Played;

namespace Mesh.EndToEnd.Tests;

/// <summary>How the launcher of one process ends when it does not play to the end.</summary>
[Collection(PlayedMesh.Collection)]
public sealed class LauncherTests(PlayedMesh played) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-launcher-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Launcher_WhenInterruptedInAJourney_IsNotGreen()
    {
        await using var launcher = LauncherProcess.Start(_folder, LauncherProcess.FreePorts(played.FirstPort + 80), null, "--exit");
        var log = Path.Combine(_folder, "play.jsonl");
        while (!File.Exists(log) || new FileInfo(log).Length == 0)
        {
            Assert.False(launcher.HasEnded, launcher.Output);
            await Task.Delay(50, Cancellation);
        }

        launcher.Interrupt();

        Assert.Equal(130, await launcher.EndAsync());
        Assert.DoesNotContain("Journeys ended", launcher.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it is not emptied", "--reset")]
    [InlineData("it is not used")]
    public async Task Launcher_WhenTheFolderIsAnothers_RefusesAndLeavesItAsItWas(string said, params string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "thesis.txt"), "years of work", Cancellation);

        var (exitCode, output) = await LauncherProcess.RunAsync(_folder, LauncherProcess.FreePorts(played.FirstPort + 80), null, ["--exit", .. arguments]);

        Assert.Equal(2, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
    }
}

using Mesh.TestKit;
using Mesh.TestKit.Played;

namespace Mesh.Native.Tests;

/// <summary>The launcher as its user runs it: by its script, in a terminal.</summary>
[Collection(TroubledMesh.Collection)]
public sealed class LauncherTests(TroubledMesh troubled, ITestOutputHelper output)
{
    private static readonly string[] Played =
        [.. new[] { "sc1-aino.yaml", "sc2-eetu.yaml" }.Select(file => Path.Combine(AppContext.BaseDirectory, "scenarios", file))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Launcher_WhenInterruptedAndThenKilledInAJourney_LeavesNoProcessAndGoesOnFromThere()
    {
        var folder = NativeFolder.Make();
        var ports = NativePorts.Free(troubled.FirstPort + 300);
        try
        {
            await using (var interrupted = Start(folder, ports))
            {
                await SaidAsync(interrupted, () => Passed(folder) > 3);
                interrupted.Interrupt();

                // Not green: what was not played is not said to have held.
                Assert.Equal(130, await interrupted.EndAsync());
                Assert.DoesNotContain("Journeys ended", interrupted.Output, StringComparison.Ordinal);
            }

            Assert.Empty(await Leftovers.OfAsync(folder, Cancellation));

            await using (var killed = Start(folder, ports))
            {
                await SaidAsync(killed, () => Passed(folder) > 8);
                await killed.KillAsync();
            }

            Assert.Empty(await Leftovers.OfAsync(folder, Cancellation));

            await using var last = Start(folder, ports, "--serve");
            await SaidAsync(last, () => last.Output.Contains("Serving until Ctrl-C", StringComparison.Ordinal));
            Assert.True(Leftovers.Of(folder).Count > 10);
            last.Interrupt();
            var exitCode = await last.EndAsync();
            output.WriteLine(last.Output);

            Assert.Equal(0, exitCode);
            Assert.Empty(await Leftovers.OfAsync(folder, Cancellation));
            Assert.Contains("played earlier", last.Output, StringComparison.Ordinal);
            Assert.Contains("F02 BenefitDayThresholdReached", last.Output, StringComparison.Ordinal);
            Assert.Matches("Steps: [0-9]+ held", last.Output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("it is not emptied", "--reset")]
    [InlineData("it is not used")]
    public async Task Launcher_WhenTheFolderIsAnothers_RefusesAndLeavesItAsItWas(string said, params string[] arguments)
    {
        var folder = NativeFolder.Make();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "thesis.txt"), "years of work", Cancellation);
            await using var launcher = Start(folder, NativePorts.Free(troubled.FirstPort + 300), arguments);

            Assert.Equal(2, await launcher.EndAsync());
            Assert.Contains(said, launcher.Output, StringComparison.Ordinal);
            Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Mesh_WhenItsDatabaseCannotStart_LeavesNoBrokerBehind()
    {
        var folder = NativeFolder.Make();
        try
        {
            using var installation = NativeInstallation.Open(
                new(folder, NativePorts.Free(troubled.FirstPort + 300), Reset: false, Serve: false, Replicas: 1, [], []));
            await File.WriteAllTextAsync(installation.At("postgres"), "no folder", Cancellation);

            await Assert.ThrowsAnyAsync<IOException>(() => NativeMesh.StartAsync(installation, _ => { }, Cancellation));

            // At once: this process goes on, so no leash ends what was left.
            Assert.Empty(Leftovers.Of(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LauncherProcess Start(string folder, int ports, params string[] arguments) => LauncherProcess.Start(
        [SourceTree.At("deploy/native/run"), .. arguments, .. Played, .. LauncherProcess.Place(folder, ports)],
        new Dictionary<string, string> { ["MESH_NO_BUILD"] = "1" });

    private static async Task SaidAsync(LauncherProcess launcher, Func<bool> said)
    {
        while (!said())
        {
            Assert.False(launcher.HasEnded, launcher.Output);
            await Task.Delay(100, Cancellation);
        }
    }

    // The play log is flushed after each step.
    private static int Passed(string folder)
    {
        var log = Path.Combine(folder, "play.jsonl");
        if (!File.Exists(log))
        {
            return 0;
        }

        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split("Passed").Length - 1;
    }
}

using Mesh.TestKit.Played;

namespace Mesh.EndToEnd.Tests;

[Collection(PlayedMesh.Collection)]
public sealed class KillTests(PlayedMesh played, ITestOutputHelper output)
{
    [Fact]
    public async Task Kill_WhenInTheMiddleOfAJourney_LosesAndDoublesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("mesh-kill-").FullName;
        var ports = LauncherProcess.FreePorts();
        try
        {
            // In the consent, among Aino's signatures, at the region's invitation for Eetu, and at his place at the municipality.
            foreach (var steps in (int[])[12, 47, 81, 117])
            {
                await using var launcher = LauncherProcess.Start(folder, ports, null, "--exit");
                Assert.True(await PassedAsync(folder, steps), launcher.Output);
                await launcher.KillAsync();
            }

            var (exitCode, text) = await LauncherProcess.RunAsync(folder, ports, null, "--exit");
            output.WriteLine(text);
            Assert.Equal(0, exitCode);
            Assert.Equal(Tally.Of(played.Folder), Tally.Of(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // True once that many steps have passed; the play log is flushed after each.
    private static async Task<bool> PassedAsync(string folder, int steps)
    {
        var log = Path.Combine(folder, "play.jsonl");
        for (var tries = 0; tries < 1200; tries++)
        {
            if (File.Exists(log) && Read(log).Split("Passed").Length > steps)
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }

    private static string Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}

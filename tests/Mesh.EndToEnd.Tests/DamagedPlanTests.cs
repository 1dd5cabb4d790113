using System.Globalization;
using Mesh.TestKit.Played;

namespace Mesh.EndToEnd.Tests;

[Collection(PlayedMesh.Collection)]
public sealed class DamagedPlanTests(PlayedMesh played, ITestOutputHelper output)
{
    private static readonly string VerifyCopy = Path.Combine(AppContext.BaseDirectory, "scenarios", "verify-copy.yaml");

    [Fact]
    public async Task FetchPlanCopy_WhenOneByteOfTheStoredContentIsFlipped_IsDataLoss()
    {
        var folder = played.Copy();
        var (whole, before) = await LauncherProcess.RunAsync(folder, played.FirstPort, null, "play", VerifyCopy);
        Assert.True(whole == 0, before);

        FlipOneByte(PlayedMesh.Database(folder, PlayedMesh.TeOffice));

        var (exitCode, text) = await LauncherProcess.RunAsync(folder, played.FirstPort, null, "play", VerifyCopy);
        output.WriteLine(text);
        Assert.Equal(1, exitCode);
        Assert.Contains("DATA_LOSS", text, StringComparison.Ordinal);
        Assert.Contains("PLAN_DIGEST_MISMATCH", text, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    // In the file itself, past the database: what a failing disk or an intruder would do.
    private static void FlipOneByte(string database)
    {
        var content = PlayedMesh.Ask(
            Path.GetDirectoryName(Path.GetDirectoryName(database))!,
            Path.GetFileNameWithoutExtension(database),
            "SELECT hex(content) FROM plan_version v JOIN plan_case c ON c.case_id = v.case_id AND c.plan_version = v.plan_version WHERE c.effective_on IS NOT NULL")[0][0];
        var stored = Convert.FromHexString(content);
        var file = File.ReadAllBytes(database);
        var at = file.AsSpan().IndexOf(stored.AsSpan(stored.Length - 24));
        Assert.True(at > 0, "The stored content is not in the file: " + content.Length.ToString(CultureInfo.InvariantCulture));
        file[at + 5] ^= 1;
        File.WriteAllBytes(database, file);
    }
}

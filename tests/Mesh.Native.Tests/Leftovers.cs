namespace Mesh.Native.Tests;

/// <summary>Processes that belong to a data folder: they stand in it, name it, or were given it.</summary>
internal static class Leftovers
{
    /// <summary>What still runs after it has had a moment to end.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(string folder, CancellationToken cancellation)
    {
        var left = Of(folder);
        for (var looks = 0; looks < 300 && left.Count > 0; looks++)
        {
            await Task.Delay(100, cancellation);
            left = Of(folder);
        }

        return left;
    }

    /// <summary>What runs now.</summary>
    public static IReadOnlyList<string> Of(string folder) =>
    [
        .. Directory.GetDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), out var id) && id != Environment.ProcessId)
            .Select(process => (Process: process, Text: Said(process, "cmdline") + Said(process, "environ") + Standing(process)))
            .Where(known => known.Text.Contains(folder, StringComparison.Ordinal))
            .Select(known => $"{Path.GetFileName(known.Process)} {Said(known.Process, "cmdline").Replace('\0', ' ')}"),
    ];

    private static string Said(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Standing(string process)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(process, "cwd")).LinkTarget ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

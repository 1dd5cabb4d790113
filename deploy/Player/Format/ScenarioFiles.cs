namespace Mesh.Player;

/// <summary>Scenario files as read: all of them, or every fault in any of them.</summary>
public sealed class ScenarioFiles
{
    private ScenarioFiles(IReadOnlyList<ScenarioFile> files, IReadOnlyList<ScenarioFault> faults)
    {
        Files = files;
        Faults = faults;
    }

    /// <summary>The files in the order given; only complete when there are no faults.</summary>
    public IReadOnlyList<ScenarioFile> Files { get; }

    /// <summary>Every fault, by file, line and column.</summary>
    public IReadOnlyList<ScenarioFault> Faults { get; }

    /// <summary>Reads files and checks them against the mesh's contracts.</summary>
    public static ScenarioFiles Read(IEnumerable<string> paths) => Read(paths, MethodCatalog.Mesh);

    /// <summary>Reads files and checks them against contracts.</summary>
    public static ScenarioFiles Read(IEnumerable<string> paths, MethodCatalog methods)
    {
        var files = new List<ScenarioFile>();
        var all = new List<ScenarioFault>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var faults = new FaultList(path);
            if (!names.Add(Path.GetFileName(path)))
            {
                faults.Add(new SourceSpot(path, 1, 1), "Two files have this name; the play log tells files apart by name.");
            }
            else if (TextOf(path, faults) is { } text && ScenarioReader.Read(text, path, methods, faults) is { } file)
            {
                files.Add(file);
            }

            all.AddRange(faults.All);
        }

        return new(files, all);
    }

    internal static string? TextOf(string path, FaultList faults)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new SourceSpot(path, 1, 1), $"The file cannot be read ({e.GetType().Name}).");
            return null;
        }
    }
}

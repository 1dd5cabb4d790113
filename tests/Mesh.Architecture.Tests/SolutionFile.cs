using System.Text.RegularExpressions;

namespace Mesh.Architecture.Tests;

/// <summary>A solution as its file says: entries in the order they stand, each with the folder it is shown in.</summary>
public sealed partial class SolutionFile
{
    private const string FolderType = "2150E333-8FDC-42A3-9474-1A3956D46DE8";

    /// <summary>Reads it.</summary>
    public SolutionFile(string text)
    {
        var parents = Nesting().Matches(text).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var entries = Entry().Matches(text)
            .Select(m => (Id: m.Groups[4].Value, IsFolder: m.Groups[1].Value == FolderType, Name: m.Groups[2].Value, Path: m.Groups[3].Value.Replace('\\', '/')))
            .ToList();
        var names = entries.ToDictionary(e => e.Id, e => e.Name);
        TopFolders = entries.Where(e => e.IsFolder && !parents.ContainsKey(e.Id)).Select(e => e.Name).ToList();
        Projects = entries.Where(e => !e.IsFolder).Select(e => (e.Path, FolderOf(e.Id))).ToList();

        string FolderOf(string id) => parents.TryGetValue(id, out var parent) ? $"{FolderOf(parent)}{names[parent]}/" : "";
    }

    /// <summary>Folders that lie in no other, in order.</summary>
    public IReadOnlyList<string> TopFolders { get; }

    /// <summary>Path of each project from the root, and the folders it is shown in, "services/BuildingBlocks/".</summary>
    public IReadOnlyList<(string Path, string Folder)> Projects { get; }

    [GeneratedRegex("""^Project\("\{([0-9A-F-]+)\}"\) = "([^"]+)", "([^"]+)", "\{([0-9A-F-]+)\}"\r?$""", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^\s*\{([0-9A-F-]+)\} = \{([0-9A-F-]+)\}\r?$", RegexOptions.Multiline)]
    private static partial Regex Nesting();
}

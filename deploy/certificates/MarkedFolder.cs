namespace Mesh.Certificates;

/// <summary>
/// The data folder of a launcher. Its marker says that the launcher made it: only then may the launcher empty it. So the marker is put
/// into a new or empty folder alone, for in any other it would sign away somebody's files.
/// </summary>
public static class MarkedFolder
{
    /// <summary>Opens the folder, making it when there is none; gives its full path.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="kind">What lies in it: <c>native mesh</c>, <c>local mesh</c>.</param>
    /// <param name="isReset">Whether to empty it first.</param>
    /// <exception cref="FolderNotOursException">It holds something and bears no marker, or is no folder.</exception>
    public static string Open(string path, string kind, bool isReset)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var folder = Path.GetFullPath(path);
        var marker = Path.Combine(folder, $"this-is-a-{kind.Replace(' ', '-')}");
        if (File.Exists(folder))
        {
            throw new FolderNotOursException($"{folder} is a file.");
        }

        if (Directory.Exists(folder) && !File.Exists(marker) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new FolderNotOursException(
                $"{folder} holds something else than a {kind}'s data; it is not {(isReset ? "emptied" : "used")}. Name a new or empty folder.");
        }

        if (isReset && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(marker, $"Data of a {kind}; --reset empties this folder.\n");
        return folder;
    }
}

/// <summary>A folder that was to be used is not one that this launcher made.</summary>
public sealed class FolderNotOursException(string message) : Exception(message);

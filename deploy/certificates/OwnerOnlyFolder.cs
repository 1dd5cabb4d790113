using System.Text;

namespace Mesh.Certificates;

/// <summary>
/// A folder of secrets: the folder is 0700 and every file 0600 from its first byte on (not chmod afterwards). On Windows the
/// folder's inherited permissions hold, there is no such mode.
/// </summary>
public sealed class OwnerOnlyFolder
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Lock _writing = new();

    /// <summary>Opens the folder, making it when it is not there. A folder that is there is closed to others too.</summary>
    public OwnerOnlyFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
            return;
        }

        Directory.CreateDirectory(Path, FolderMode);
        File.SetUnixFileMode(Path, FolderMode);
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Path of a file in it.</summary>
    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The text of a file, or null when it is not there.</summary>
    public string? Read(string name) => File.Exists(FileOf(name)) ? File.ReadAllText(FileOf(name)) : null;

    /// <summary>The text of a file; made and kept on the first call.</summary>
    public string ReadOrCreate(string name, Func<string> create)
    {
        lock (_writing)
        {
            if (Read(name) is { } text)
            {
                return text;
            }

            var created = create();
            Write(name, created);
            return created;
        }
    }

    /// <summary>Writes a file whole or not at all: a process that is killed leaves the old file, never half a key.</summary>
    public void Write(string name, string text)
    {
        var unfinished = FileOf(name) + "." + Guid.CreateVersion7().ToString("N") + ".tmp";
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, FileOf(name), overwrite: true);
    }
}

using System.Security.Cryptography;

namespace Mesh.Servers;

/// <summary>Generated passwords, a file for each, readable by their owner alone from the first byte on.</summary>
internal sealed class PasswordFolder
{
    private readonly string _path;

    public PasswordFolder(string path)
    {
        _path = path;
        MakePrivate(path);
    }

    /// <summary>The file with the password of a name; generated when there is none.</summary>
    public string FileOf(string name)
    {
        var file = Path.Combine(_path, name);
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var unfinished = $"{file}.{Guid.CreateVersion7():N}";
            using (var stream = new FileStream(unfinished, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
            }

            File.Move(unfinished, file, overwrite: true);
        }

        return file;
    }

    /// <summary>Makes a folder that nobody else can look into.</summary>
    public static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Private servers are started on Unix only.");
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

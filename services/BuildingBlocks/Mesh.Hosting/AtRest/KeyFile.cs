using System.Text.Json;

namespace Mesh.Hosting.AtRest;

/// <summary>A file of keys, as JSON that its owner alone may read.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Group may read: a secret mounted by an orchestrator belongs to root and is read through the group of the process.
    private const UnixFileMode Refused = UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>What the file's document comes to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keysOf">Makes keys of the document; throws ArgumentException when it holds none.</param>
    /// <exception cref="KeyFileException">The file is missing, is no such file, or others can read it.</exception>
    public static TKeys Read<TDocument, TKeys>(string path, Func<TDocument, TKeys> keysOf)
    {
        if (!File.Exists(path))
        {
            throw new KeyFileException(path, "is missing");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Refused) != 0)
        {
            throw new KeyFileException(path, "can be read by others; it must have mode 0600");
        }

        // No inner exception: the text of a JSON fault may quote what it stumbled on, and that is a key.
        try
        {
            return keysOf(JsonSerializer.Deserialize<TDocument>(File.ReadAllBytes(path), Form) ?? throw new JsonException());
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new KeyFileException(path, "is no file of keys");
        }
    }

    /// <summary>Holds a file for the only one that changes it now.</summary>
    /// <exception cref="KeyFileException">Somebody else holds it.</exception>
    public static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path + ".lock"))
        {
            throw new KeyFileException(path, "is being changed by somebody else");
        }
    }

    /// <summary>Writes the document whole, or not at all.</summary>
    /// <exception cref="KeyFileException">There is a file already, and it is not to be replaced.</exception>
    public static void Write<TDocument>(string path, TDocument document, bool replace)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // A group that was let read it is the process's, and still has to.
            options.UnixCreateMode = replace && File.Exists(path) ? File.GetUnixFileMode(path) & ~Refused : OwnerOnly;
        }

        // Written beside and moved, so that a process killed here leaves the whole old file or the whole new one.
        var beside = $"{path}.{Guid.CreateVersion7():N}";
        try
        {
            using (var file = new FileStream(beside, options))
            {
                JsonSerializer.Serialize(file, document, Form);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, replace);
        }
        catch (IOException) when (!replace && File.Exists(path))
        {
            throw new KeyFileException(path, "exists already");
        }
        finally
        {
            File.Delete(beside);
        }
    }
}

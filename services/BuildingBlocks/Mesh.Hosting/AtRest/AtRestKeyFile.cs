using System.Text.Json;

namespace Mesh.Hosting.AtRest;

/// <summary>The file of <see cref="AtRestKeys"/>.</summary>
internal static class AtRestKeyFile
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

    public static AtRestKeys Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new AtRestKeysException(path, "is missing");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Refused) != 0)
        {
            throw new AtRestKeysException(path, "can be read by others; it must have mode 0600");
        }

        // No inner exception: the text of a JSON fault may quote what it stumbled on, and that is a key.
        try
        {
            var document = JsonSerializer.Deserialize<Document>(File.ReadAllBytes(path), Form) ?? throw new JsonException();
            return new AtRestKeys(document.Current, document.Keys.Select(KeyOf));
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new AtRestKeysException(path, "is no file of keys");
        }
    }

    public static void Write(string path, AtRestKeys keys, bool replace)
    {
        var document = new Document(keys.Current.Kid, [.. keys.All.Select(key => new Row(key.Kid, key.Aes, key.Hmac))]);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
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
            throw new AtRestKeysException(path, "exists already");
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static AtRestKey KeyOf(Row? row) =>
        row is null ? throw new JsonException() : new(row.Kid, row.Aes, row.Hmac);

    private sealed record Document(string Current, IReadOnlyList<Row?> Keys);

    private sealed record Row(string Kid, byte[] Aes, byte[] Hmac);
}

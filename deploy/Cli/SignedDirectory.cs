using System.Security.Cryptography;
using System.Text;
using Mesh.Identity;

namespace Mesh.Cli;

/// <summary>Writes a directory and its signature so that a host that reads in between sees the old pair or the new one.</summary>
internal static class SignedDirectory
{
    /// <summary>Changes the file and signs it; gives the version it has now, and whether anything changed.</summary>
    /// <exception cref="CommandException">The file, the change or the key is refused.</exception>
    public static (long Version, bool Changed) Change(string path, string keyPath, Func<byte[], byte[]> change)
    {
        var before = Existing(path);
        byte[] after;
        try
        {
            after = change(before);
        }
        catch (DirectoryRefusedException refused)
        {
            throw new CommandException("DIRECTORY_REFUSED", refused.Message);
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException("PARTICIPATION_UNKNOWN", wrong.Message, Terminal.Misused);
        }

        Write(path, after, keyPath);
        return (ParticipantDirectory.Read(after).Directory.Version, !after.AsSpan().SequenceEqual(before));
    }

    /// <summary>The bytes of a file.</summary>
    public static byte[] Existing(string path) => File.Exists(path)
        ? File.ReadAllBytes(path)
        : throw new CommandException("FILE_MISSING", $"There is no {path}.", Terminal.Misused);

    /// <summary>Whether the signature beside the file is of these bytes, under a public key.</summary>
    /// <exception cref="CommandException">The key is none.</exception>
    public static bool IsSigned(byte[] json, string path, string publicKeyPath)
    {
        using var key = PublicKey(publicKeyPath);
        var signature = path + DirectoryFile.SignatureSuffix;
        return File.Exists(signature) && DirectorySignature.Verify(json, File.ReadAllBytes(signature), key);
    }

    /// <summary>The public key of a file; the caller disposes of it.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static ECDsa PublicKey(string path)
    {
        var text = Encoding.UTF8.GetString(Existing(path));
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(text);
            return key;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new CommandException("KEY_REFUSED", $"{path} is not an ECDSA public key in PEM.", Terminal.Misused);
        }
    }

    // The signature first: a reader that meets a pair that does not belong together keeps what it has and reads again.
    private static void Write(string path, byte[] json, string keyPath)
    {
        byte[] signature;
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(keyPath));
            signature = DirectorySignature.Sign(json, key);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException)
        {
            throw new CommandException("KEY_REFUSED", $"{keyPath} is not an ECDSA P-256 private key in PEM.", Terminal.Misused);
        }

        Replace(path + DirectoryFile.SignatureSuffix, signature);
        Replace(path, json);
    }

    private static void Replace(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".tmp", bytes);
        File.Move(path + ".tmp", path, overwrite: true);
    }
}

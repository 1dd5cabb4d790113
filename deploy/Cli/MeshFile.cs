using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Mesh.Identity;

namespace Mesh.Cli;

/// <summary>What an installation says of itself in its <c>mesh.json</c>; paths in it are relative to the file.</summary>
internal sealed record MeshFile
{
    /// <summary>Address of the gateway.</summary>
    public Uri? Gateway { get; init; }

    /// <summary>Address of the identity provider.</summary>
    public Uri? Issuer { get; init; }

    /// <summary>PEM file of the roots.</summary>
    public string? Roots { get; init; }

    /// <summary>The installed directory; its signature lies beside it.</summary>
    public string? Directory { get; init; }

    /// <summary>PEM public key of the directory's signature.</summary>
    public string? DirectoryKey { get; init; }

    /// <summary>Reads it and turns its paths into full ones.</summary>
    /// <exception cref="CommandException">It is not there, or says too little.</exception>
    public static MeshFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new CommandException("SETTINGS_MISSING", $"There is no {path}. --settings names the installation's mesh.json.", Terminal.Misused);
        }

        try
        {
            var file = JsonSerializer.Deserialize<MeshFile>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
            var missing = new (string Name, object? Value)[]
            {
                ("gateway", file.Gateway), ("issuer", file.Issuer), ("roots", file.Roots), ("directory", file.Directory), ("directoryKey", file.DirectoryKey),
            }.Where(member => member.Value is null).Select(member => member.Name).ToList();
            if (missing.Count > 0)
            {
                throw new CommandException("SETTINGS_INCOMPLETE", $"{path} does not say: {string.Join(", ", missing)}.", Terminal.Misused);
            }

            string Full(string name) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name);
            return file with { Roots = Full(file.Roots!), Directory = Full(file.Directory!), DirectoryKey = Full(file.DirectoryKey!) };
        }
        catch (JsonException fault)
        {
            throw new CommandException("SETTINGS_MALFORMED", $"{path}, line {fault.LineNumber + 1}, is not the JSON expected.", Terminal.Misused);
        }
    }

    /// <summary>The roots to trust.</summary>
    public X509Certificate2Collection TrustedRoots()
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(Roots!);
        return roots;
    }

    /// <summary>The directory, its signature checked.</summary>
    public ParticipantDirectory ReadDirectory()
    {
        var bytes = SignedDirectory.Existing(Directory!);
        return SignedDirectory.IsSigned(bytes, Directory!, DirectoryKey!)
            ? ParticipantDirectory.Read(bytes).Directory
            : throw new CommandException("DIRECTORY_NOT_SIGNED", $"The signature of {Directory} is missing or is not of these bytes under that key.");
    }
}

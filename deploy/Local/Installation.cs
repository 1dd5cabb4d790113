using System.Security.Cryptography;
using Mesh.Certificates;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Clocks;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Signing;
using Mesh.Identity;

namespace Mesh.Local;

/// <summary>
/// What an operator would have installed before the mesh starts: certificates, keys and the signed directory, in the data folder.
/// Made on the first start, kept afterwards.
/// </summary>
public sealed class Installation : IDisposable
{
    private const string DirectoryName = "participants.json";
    private readonly string _folder;
    private readonly LocalOptions _options;

    private Installation(string folder, LocalOptions options, DevelopmentAuthority authority, DirectoryFile directory)
    {
        _folder = folder;
        _options = options;
        Authority = authority;
        Directory = directory;
    }

    /// <summary>Issues the certificates of this machine.</summary>
    public DevelopmentAuthority Authority { get; }

    /// <summary>The installed directory.</summary>
    public DirectoryFile Directory { get; }

    /// <summary>Folder of the databases.</summary>
    public string Data => Subfolder("data");

    /// <summary>Folder of the logs.</summary>
    public string Logs => Subfolder("logs");

    /// <summary>File that remembers the demonstration's clock.</summary>
    public string ClockFile => Path.Combine(_folder, "clock");

    /// <summary>File that remembers what was played.</summary>
    public string PlayLog => Path.Combine(_folder, "play.jsonl");

    /// <summary>Opens the data folder, or prepares it; with <see cref="LocalOptions.Reset"/> empties it first.</summary>
    /// <exception cref="FolderNotOursException">The folder holds something else than a local mesh.</exception>
    public static Installation Open(LocalOptions options)
    {
        var folder = MarkedFolder.Open(options.DataFolder, "local mesh", options.Reset);
        var authority = DevelopmentAuthority.OpenOrCreate(Path.Combine(folder, "certificates"));
        var path = Path.Combine(folder, DirectoryName);
        using var key = ECDsa.Create();
        key.ImportFromPem(authority.DirectoryKey().PublicKeyPem);
        InstallDirectory(folder, options, authority, path);
        WriteMeshFile(folder, options, authority);
        return new Installation(folder, options, authority, DirectoryFile.Open(path, key, TimeProvider.System));
    }

    /// <summary>What a participation's service is told.</summary>
    public MeshServiceSettings SettingsOf(Participation participation)
    {
        using var certificate = Authority.Issue(participation.Urn, CertificateUse.ServerAndClient);
        var keys = Path.Combine(Subfolder("keys"), participation.Slug + ".json");
        if (!File.Exists(keys))
        {
            AtRestKeys.Create(keys);
        }

        var host = HostSettings(participation.Urn, Directory.Current.Find(participation)!.Endpoint);
        return new MeshServiceSettings
        {
            Participation = participation,
            Listen = host.Listen,
            DataFolder = Data,
            DirectoryPath = host.DirectoryPath,
            DirectoryKeyPath = host.DirectoryKeyPath,
            TrustedRootsPath = host.TrustedRootsPath,
            CertificatePath = host.CertificatePath,
            CertificateKeyPath = host.CertificateKeyPath,
            Issuer = host.Issuer,
            AtRestKeysPath = keys,
            SigningKeysPath = SigningKeysOf(_folder, participation),
        };
    }

    /// <summary>What the gateway is told.</summary>
    public MeshHostSettings GatewaySettings()
    {
        using var certificate = Authority.Issue(CertificateNames.Gateway, CertificateUse.ServerAndClient);
        return HostSettings(CertificateNames.Gateway, _options.Gateway);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Directory.Dispose();
        Authority.Dispose();
    }

    private MeshHostSettings HostSettings(string uri, Uri listen)
    {
        var certificate = Authority.FileOf(uri, CertificateUse.ServerAndClient);
        var publicKey = Path.Combine(_folder, "directory-key.pem");
        return new MeshHostSettings
        {
            Listen = listen,
            DirectoryPath = Path.Combine(_folder, DirectoryName),
            DirectoryKeyPath = publicKey,
            TrustedRootsPath = Authority.RootFile,
            CertificatePath = certificate,
            CertificateKeyPath = Path.ChangeExtension(certificate, ".key"),
            Issuer = _options.Issuer,
        };
    }

    // What the mesh command is told of this installation.
    private static void WriteMeshFile(string folder, LocalOptions options, DevelopmentAuthority authority)
    {
        File.WriteAllText(Path.Combine(folder, "directory-key.pem"), authority.DirectoryKey().PublicKeyPem);
        File.WriteAllText(Path.Combine(folder, "mesh.json"), $$"""
            {
              "gateway": "{{options.Gateway}}",
              "issuer": "{{options.Issuer}}",
              "roots": "{{Path.GetRelativePath(folder, authority.RootFile)}}",
              "directory": "{{DirectoryName}}",
              "directoryKey": "directory-key.pem"
            }

            """);
    }

    // Written anew at each start: ports and certificates of this machine may have changed, the committed directory too.
    private static void InstallDirectory(string folder, LocalOptions options, DevelopmentAuthority authority, string path)
    {
        var committed = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, DirectoryName));
        var participations = ParticipantDirectory.Read(committed).Directory.Entries.Select(entry => entry.Participation).ToList();
        var keys = participations.ToDictionary(participation => participation, participation =>
            SigningKeys.OpenOrCreate(SigningKeysOf(folder, participation), participation).PublicParts(SigningFrom));
        var installed = DirectoryDocument.WithInstallation(committed, new DirectoryInstallation(
            authority.Thumbprint,
            keys.ToDictionary(own => own.Key, own => (IReadOnlyList<SigningKey>)[own.Value.Statements]),
            participations.Index().ToDictionary(place => place.Item, place => options.Participation(place.Index)),
            keys.ToDictionary(own => own.Key, own => (IReadOnlyList<CheckpointKey>)[own.Value.Checkpoints])));
        File.WriteAllBytes(path, installed);
        File.WriteAllBytes(path + DirectoryFile.SignatureSuffix, DirectorySignature.Sign(installed, authority.DirectoryKey().Key));
    }

    // The demonstration is dated in the past, and what its participations sign then must be checkable.
    private static DateOnly SigningFrom => KeptClock.Start.AddYears(-1);

    private static string SigningKeysOf(string folder, Participation participation) => Path.Combine(Subfolder(folder, "keys"), participation.Slug + ".signing.json");

    private static string Subfolder(string folder, string name) => System.IO.Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    private string Subfolder(string name) => Subfolder(_folder, name);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Mesh.Certificates;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Signing;
using Mesh.Identity;

namespace Mesh.TestKit;

/// <summary>
/// An installed mesh in a temporary folder: development certificates and the committed directory, installed and signed. Nothing of it
/// runs; hosts started on it put their endpoints into the directory.
/// </summary>
public sealed class Installation : IDisposable
{
    /// <summary>Nothing listens here: connecting is refused at once.</summary>
    public static readonly Uri Nowhere = new("https://127.0.0.1:1/");

    private readonly MeshEnvironment _environment;
    private readonly DirectoryDraft _draft = new();
    private readonly List<DirectoryFile> _readers = [];
    private readonly Lock _publishing = new();
    private long _version;

    /// <summary>Installs the committed directory as a demonstration's or as production's.</summary>
    public Installation(MeshEnvironment environment = MeshEnvironment.Demonstration)
    {
        _environment = environment;
        Folder = Path.Combine(Path.GetTempPath(), "mesh-" + Guid.CreateVersion7().ToString("N"));
        Authority = DevelopmentAuthority.OpenOrCreate(Path.Combine(Folder, "certificates"));
        using var key = Authority.DirectoryKey();
        File.WriteAllText(DirectoryKeyPath, key.PublicKeyPem);
        Change(_ => { });
    }

    /// <summary>The folder of everything; deleted at the end.</summary>
    public string Folder { get; }

    /// <summary>Issues the certificates.</summary>
    public DevelopmentAuthority Authority { get; }

    /// <summary>Machine time of the hosts.</summary>
    public ShiftedTime Time { get; } = new();

    /// <summary>The identity provider that hosts are told of.</summary>
    public Uri Issuer { get; set; } = Nowhere;

    /// <summary>The directory as last published.</summary>
    public ParticipantDirectory Directory { get; private set; } = null!;

    /// <summary>The installed file.</summary>
    public string DirectoryPath => Path.Combine(Folder, "participants.json");

    /// <summary>The public key of the directory's signature.</summary>
    public string DirectoryKeyPath => Path.Combine(Folder, "directory.pub");

    /// <summary>Publishes a further version and lets the running hosts read it at once, not when they notice.</summary>
    public void Change(Action<DirectoryDraft> change)
    {
        lock (_publishing)
        {
            change(_draft);
            var json = NextVersion();
            using var key = Authority.DirectoryKey();
            File.WriteAllBytes(DirectoryPath, json);
            File.WriteAllBytes(DirectoryPath + DirectoryFile.SignatureSuffix, DirectorySignature.Sign(json, key.Key));
            Directory = ParticipantDirectory.Read(json).Directory;
            _readers.ForEach(reader => reader.Reload());
        }
    }

    /// <summary>A host's directory, to be read again at each change.</summary>
    public void Follow(DirectoryFile reader)
    {
        lock (_publishing)
        {
            _readers.Add(reader);
        }
    }

    /// <summary>What a host with the certificate of a name is told; it takes a free port.</summary>
    public MeshHostSettings HostSettings(string sanUri)
    {
        Authority.Issue(sanUri, CertificateUse.ServerAndClient).Dispose();
        var certificate = Authority.FileOf(sanUri, CertificateUse.ServerAndClient);
        return new()
        {
            Listen = new Uri("https://127.0.0.1:0/"),
            DirectoryPath = DirectoryPath,
            DirectoryKeyPath = DirectoryKeyPath,
            TrustedRootsPath = Authority.RootFile,
            CertificatePath = certificate,
            CertificateKeyPath = Path.ChangeExtension(certificate, ".key"),
            Issuer = Issuer,
        };
    }

    /// <summary>The keys with which a participation signs.</summary>
    public SigningKeys Signing(Participation participation) => SigningKeys.OpenOrCreate(SigningKeysPath(participation), participation);

    /// <summary>What a participation's service is told.</summary>
    public MeshServiceSettings ServiceSettings(Participation participation)
    {
        var host = HostSettings(participation.Urn);
        var keys = Path.Combine(Folder, participation.Slug + ".keys.json");
        if (!File.Exists(keys))
        {
            AtRestKeys.Create(keys);
        }

        return new()
        {
            Participation = participation,
            DataFolder = Folder,
            AtRestKeysPath = keys,
            SigningKeysPath = SigningKeysPath(participation),
            Listen = host.Listen,
            DirectoryPath = host.DirectoryPath,
            DirectoryKeyPath = host.DirectoryKeyPath,
            TrustedRootsPath = host.TrustedRootsPath,
            CertificatePath = host.CertificatePath,
            CertificateKeyPath = host.CertificateKeyPath,
            Issuer = host.Issuer,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Authority.Dispose();
        System.IO.Directory.Delete(Folder, recursive: true);
    }

    private byte[] NextVersion()
    {
        using var stream = typeof(Installation).Assembly.GetManifestResourceStream("participants.json")!;
        using var committed = new MemoryStream();
        stream.CopyTo(committed);
        var all = ParticipantDirectory.Read(committed.ToArray()).Directory.Entries.Select(entry => entry.Participation).ToList();
        var installed = DirectoryDocument.WithInstallation(committed.ToArray(), new(
            Authority.Thumbprint,
            all.ToDictionary(participation => participation, participation => (IReadOnlyList<SigningKey>)[KeysOf(participation).Statements]),
            all.ToDictionary(participation => participation, participation => _draft.Endpoints.GetValueOrDefault(participation, Nowhere)),
            all.ToDictionary(participation => participation, participation => (IReadOnlyList<CheckpointKey>)[KeysOf(participation).Checkpoints])));

        var root = JsonNode.Parse(installed)!;
        root["version"] = ++_version;
        root["environment"] = _environment == MeshEnvironment.Production ? "production" : "demonstration";
        _draft.Apply(root);
        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private string SigningKeysPath(Participation participation) => Path.Combine(Folder, participation.Slug + ".signing.json");

    private (SigningKey Statements, CheckpointKey Checkpoints) KeysOf(Participation participation) =>
        Signing(participation).PublicParts(new DateOnly(2023, 1, 1));
}

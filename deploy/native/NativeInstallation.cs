using Mesh.Certificates;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Clocks;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Mesh.Topology;

namespace Mesh.Native;

/// <summary>
/// What an operator would have installed before the mesh starts: certificates, keys, the signed directory, the broker's definitions, and
/// for every host the file of what it is told. Made on the first start, kept afterwards.
/// </summary>
internal sealed class NativeInstallation : IDisposable
{
    private const string DirectoryName = "participants.json";

    private readonly NativeOptions _options;

    private NativeInstallation(string folder, DevelopmentAuthority authority, ParticipantDirectory directory, NativeSite site, NativeOptions options)
    {
        (Folder, Authority, Directory, Site, _options) = (folder, authority, directory, site, options);
        Plans = HostPlans.Of(directory, site);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Issues the certificates of this machine.</summary>
    public DevelopmentAuthority Authority { get; }

    /// <summary>The installed directory.</summary>
    public ParticipantDirectory Directory { get; }

    /// <summary>Addresses and paths.</summary>
    public NativeSite Site { get; }

    /// <summary>The hosts.</summary>
    public IReadOnlyList<HostPlan> Plans { get; }

    /// <summary>Opens the folder, or prepares it.</summary>
    /// <exception cref="FolderNotOursException">The folder holds something else than a native mesh.</exception>
    public static NativeInstallation Open(NativeOptions options)
    {
        var folder = MarkedFolder.Open(options.DataFolder, "native mesh", options.Reset);
        var authority = DevelopmentAuthority.OpenOrCreate(Path.Combine(folder, "certificates"));
        var committed = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, DirectoryName));
        var site = new NativeSite(ParticipantDirectory.Read(committed).Directory, options.FirstPort);
        var installation = new NativeInstallation(folder, authority, InstalledDirectory(folder, committed, authority, site), site, options);
        installation.Write();
        return installation;
    }

    /// <summary>Where the processes of a host listen: at its own address, or, where it has several, behind it.</summary>
    public IReadOnlyList<Uri> ReplicasOf(HostPlan plan) => _options.Replicas > 1 && IsReplicated(plan)
        ? [.. Enumerable.Range(0, _options.Replicas).Select(replica => Site.ReplicaOf(plan.Name, replica))]
        : [Site.ListenOf(plan.Name)];

    /// <summary>Path of a file in the folder.</summary>
    public string At(string name) => Path.Combine(Folder, name);

    /// <inheritdoc/>
    public void Dispose() => Authority.Dispose();

    // The identity provider makes its own keys at its first start, which two at once would both do.
    private bool IsReplicated(HostPlan plan) =>
        plan.Name != Topology.Site.IdentityProviderName && (_options.Replicated.Count == 0 || _options.Replicated.Contains(plan.Name));

    private static ParticipantDirectory InstalledDirectory(string folder, byte[] committed, DevelopmentAuthority authority, NativeSite site)
    {
        var participations = ParticipantDirectory.Read(committed).Directory.Entries.Select(entry => entry.Participation).ToList();
        var keys = participations.ToDictionary(participation => participation, participation => SigningKeys
            .OpenOrCreate(Path.Combine(HostFolder(folder, participation.Slug), "signing.json"), participation).PublicParts(SigningFrom));
        var installed = DirectoryDocument.WithInstallation(committed, new DirectoryInstallation(
            authority.Thumbprint,
            keys.ToDictionary(own => own.Key, own => (IReadOnlyList<SigningKey>)[own.Value.Statements]),
            participations.ToDictionary(participation => participation, participation => site.EndpointOf(participation.Slug)),
            keys.ToDictionary(own => own.Key, own => (IReadOnlyList<CheckpointKey>)[own.Value.Checkpoints])));
        var path = Path.Combine(folder, DirectoryName);
        File.WriteAllBytes(path, installed);
        File.WriteAllBytes(path + DirectoryFile.SignatureSuffix, DirectorySignature.Sign(installed, authority.DirectoryKey().Key));
        File.WriteAllText(Path.Combine(folder, "directory-key.pem"), authority.DirectoryKey().PublicKeyPem);
        return ParticipantDirectory.Read(installed).Directory;
    }

    // A demonstration is dated in the past, and what its participations sign then must be checkable.
    private static DateOnly SigningFrom => KeptClock.Start.AddYears(-1);

    private static string HostFolder(string folder, string host) => System.IO.Directory.CreateDirectory(Path.Combine(folder, "hosts", host)).FullName;

    private void Write()
    {
        foreach (var name in (string[])[CertificateNames.Gateway, CertificateNames.IdentityProvider, CertificateNames.Broker, .. Directory.Entries.Select(entry => entry.Participation.Urn)])
        {
            Authority.Issue(name, CertificateUse.ServerAndClient).Dispose();
        }

        File.WriteAllText(At("definitions.json"), BrokerDefinitions.Of(Directory));
        foreach (var plan in Plans)
        {
            var own = HostFolder(Folder, plan.Name);
            File.WriteAllText(Path.Combine(own, "environment"), plan.EnvironmentFile());
            if (plan.Participation is not null && !File.Exists(Path.Combine(own, "keys.json")))
            {
                AtRestKeys.Create(Path.Combine(own, "keys.json"));
            }
        }

        System.IO.Directory.CreateDirectory(At("logs"));
        File.WriteAllText(At("mesh.json"), $$"""
            {
              "gateway": "{{Site.EndpointOf(Topology.Site.GatewayName)}}",
              "issuer": "{{Site.EndpointOf(Topology.Site.IdentityProviderName)}}",
              "roots": "certificates/authority.crt",
              "directory": "{{DirectoryName}}",
              "directoryKey": "directory-key.pem"
            }

            """);
    }
}

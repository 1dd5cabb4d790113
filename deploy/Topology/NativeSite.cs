using Mesh.Certificates;
using Mesh.Identity;

namespace Mesh.Topology;

/// <summary>
/// Every host a process of this machine, on consecutive ports. Paths are relative to the installation's folder, in which the processes
/// are started: the files that say what they are told are the same on every machine.
/// </summary>
public sealed class NativeSite(ParticipantDirectory directory, int firstPort = NativeSite.UsualFirstPort) : Site
{
    /// <summary>Port of the gateway, unless asked otherwise.</summary>
    public const int UsualFirstPort = 7400;

    private const int IdentityProviderOffset = 20;
    private const int BrokerOffset = 21;
    private const int DatabaseOffset = 24;
    private const int ReplicaOffset = 100;

    /// <summary>Port of the one cluster that holds every participation's database.</summary>
    public int DatabasePort => firstPort + DatabaseOffset;

    /// <inheritdoc/>
    public override (string Host, int Port) Broker => ("localhost", firstPort + BrokerOffset);

    /// <inheritdoc/>
    public override string? DatabaseRoots => null;

    /// <inheritdoc/>
    public override Uri? Collector => null;

    /// <inheritdoc/>
    public override Uri EndpointOf(string name) => new($"https://localhost:{firstPort + OffsetOf(name)}/");

    /// <inheritdoc/>
    public override Uri ListenOf(string name) => EndpointOf(name);

    /// <inheritdoc/>
    public override string CertificateOf(string name, string sanUri) => $"certificates/{DevelopmentAuthority.FileNameOf(sanUri, CertificateUse.ServerAndClient)}.crt";

    /// <inheritdoc/>
    public override string Common(string file) => file == "authority.crt" ? $"certificates/{file}" : file;

    /// <inheritdoc/>
    public override string Own(string name, string file) => $"hosts/{name}/{file}";

    /// <inheritdoc/>
    public override (string Host, int Port) DatabaseOf(Participation participation) => ("127.0.0.1", DatabasePort);

    /// <summary>Where one of a participation's replicas listens, when it has several and its endpoint is a balancer's.</summary>
    public Uri ReplicaOf(string name, int replica) => new($"https://localhost:{firstPort + (ReplicaOffset * (replica + 1)) + OffsetOf(name)}/");

    private int OffsetOf(string name) => name switch
    {
        GatewayName => 0,
        IdentityProviderName => IdentityProviderOffset,
        _ => 1 + directory.Entries.ToList().FindIndex(entry => entry.Participation.Slug == name),
    };
}

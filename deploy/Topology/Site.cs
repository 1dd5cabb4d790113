using Mesh.Identity;

namespace Mesh.Topology;

/// <summary>
/// Where the hosts of one topology are and where each finds what it is told of. What the hosts are told is the same everywhere
/// (<see cref="HostPlans"/>); only addresses and paths differ.
/// </summary>
public abstract class Site
{
    /// <summary>The gateway's name in files and networks.</summary>
    public const string GatewayName = "gateway";

    /// <summary>The identity provider's.</summary>
    public const string IdentityProviderName = "identity-provider";

    /// <summary>The broker's.</summary>
    public const string BrokerName = "broker";

    /// <summary>Where others reach a host.</summary>
    /// <param name="name">Slug of a participation, or <see cref="GatewayName"/>, <see cref="IdentityProviderName"/>.</param>
    public abstract Uri EndpointOf(string name);

    /// <summary>The OpenID provider that takes the identity provider's place; null where the mesh runs its own.</summary>
    public virtual Uri? OwnIssuer => null;

    /// <summary>Where a host listens.</summary>
    public abstract Uri ListenOf(string name);

    /// <summary>Certificate of a host as the host itself finds it; the key lies beside it with the ending .key.</summary>
    public abstract string CertificateOf(string name, string sanUri);

    /// <summary>A file that every host has: <c>authority.crt</c>, <c>participants.json</c>, <c>directory-key.pem</c>.</summary>
    public abstract string Common(string file);

    /// <summary>A file that only this host has: its keys, its password.</summary>
    public abstract string Own(string name, string file);

    /// <summary>Name and port of the broker.</summary>
    public abstract (string Host, int Port) Broker { get; }

    /// <summary>Name and port of a participation's database server.</summary>
    public abstract (string Host, int Port) DatabaseOf(Participation participation);

    /// <summary>Authority of the database server's certificate; null where it is on the same machine.</summary>
    public abstract string? DatabaseRoots { get; }

    /// <summary>Where traces and metrics go; null where nobody collects them.</summary>
    public abstract Uri? Collector { get; }

    /// <summary>Name of a participation's database; its roles are that name with <c>_owner</c> and <c>_serving</c>.</summary>
    public static string DatabaseNameOf(Participation participation) => "mesh_" + participation.Slug.Replace('-', '_');
}

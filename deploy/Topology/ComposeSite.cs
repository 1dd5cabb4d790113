using Mesh.Identity;

namespace Mesh.Topology;

/// <summary>
/// Every host a container, reached by its name, all on one port. Three folders say what a container may see: what everybody has, what is its
/// own, and what it keeps.
/// </summary>
/// <param name="issuer">The OpenID provider that takes the identity provider's place.</param>
public sealed class ComposeSite(Uri? issuer = null) : Site
{
    /// <summary>Port of every host in its container.</summary>
    public const int HostPort = 8443;

    /// <summary>Port of AMQP over TLS.</summary>
    public const int BrokerPort = 5671;

    /// <summary>Port of every database server.</summary>
    public const int DatabasePort = 5432;

    /// <summary>Folder of what every host has.</summary>
    public const string CommonFolder = "/mesh/common";

    /// <summary>Folder of what only this host has; it cannot write there.</summary>
    public const string OwnFolder = "/mesh/own";

    /// <summary>Folder of what a host keeps outside its database.</summary>
    public const string DataFolder = "/mesh/data";

    /// <inheritdoc/>
    public override (string Host, int Port) Broker => (BrokerName, BrokerPort);

    /// <inheritdoc/>
    public override string? DatabaseRoots => Common("authority.crt");

    /// <inheritdoc/>
    public override Uri? Collector => new("http://collector:4317/");

    /// <inheritdoc/>
    public override Uri? OwnIssuer => issuer;

    /// <summary>Name of a participation's database server.</summary>
    public static string DatabaseHostOf(Participation participation) => participation.Slug + "-database";

    /// <inheritdoc/>
    public override Uri EndpointOf(string name) => new($"https://{name}:{HostPort}/");

    /// <inheritdoc/>
    public override Uri ListenOf(string name) => new($"https://0.0.0.0:{HostPort}/");

    /// <inheritdoc/>
    public override string CertificateOf(string name, string sanUri) => OwnFolder + "/host.crt";

    /// <inheritdoc/>
    public override string Common(string file) => $"{CommonFolder}/{file}";

    /// <inheritdoc/>
    public override string Own(string name, string file) => file switch
    {
        // The identity provider's folder and a demonstration's clock are written; everything else is only read.
        "data" => DataFolder,
        "clock" => $"{DataFolder}/{file}",
        _ => $"{OwnFolder}/{file}",
    };

    /// <inheritdoc/>
    public override (string Host, int Port) DatabaseOf(Participation participation) => (DatabaseHostOf(participation), DatabasePort);
}

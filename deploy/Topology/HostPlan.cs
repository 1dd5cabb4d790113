using System.Globalization;
using Mesh.Identity;

namespace Mesh.Topology;

/// <summary>One host of a topology: what runs, and what it is told by its environment.</summary>
/// <param name="Name">Slug of the participation, or the name of the gateway or the identity provider.</param>
/// <param name="Project">Folder of the project that is run, from the repository's root.</param>
/// <param name="Assembly">The program.</param>
/// <param name="Participation">Whose it is; null for the gateway and the identity provider.</param>
/// <param name="Environment">Its environment.</param>
public sealed record HostPlan(
    string Name, string Project, string Assembly, Participation? Participation, IReadOnlyList<KeyValuePair<string, string>> Environment)
{
    /// <summary>The variable that says where a host listens: the only one in which its replicas differ.</summary>
    public const string Listen = "Mesh__Listen";

    /// <summary>The name in its certificate.</summary>
    public string SanUri => Participation?.Urn ?? (Name == Site.GatewayName ? CertificateNames.Gateway : CertificateNames.IdentityProvider);

    /// <summary>The environment as a file of <c>NAME=value</c> lines.</summary>
    public string EnvironmentFile() =>
        $"# Written by `mesh topology write`; a test compares. What {Name} is told.\n"
        + string.Concat(Environment.Select(variable => $"{variable.Key}={variable.Value}\n"));
}

/// <summary>
/// The hosts of a topology, out of the directory. The one place that says what a host is told: the native launcher and the compose file
/// are both made of it.
/// </summary>
public static class HostPlans
{
    /// <summary>Every host: the participations in the directory's order, the identity provider unless another takes its place, the gateway.</summary>
    public static IReadOnlyList<HostPlan> Of(ParticipantDirectory directory, Site site)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(site);
        return
        [
            .. directory.Entries.Select(entry => ServiceOf(entry.Participation, directory, site)),
            .. site.OwnIssuer is null ? (HostPlan[])[IdentityProvider(directory, site)] : [],
            Gateway(site),
        ];
    }

    // A balancer that asks every second has noticed by then.
    private const int DrainSeconds = 2;

    private static HostPlan ServiceOf(Participation participation, ParticipantDirectory directory, Site site)
    {
        var (database, broker, name) = (site.DatabaseOf(participation), site.Broker, participation.Slug);
        List<KeyValuePair<string, string>> environment =
        [
            Set("Mesh__Participation", participation.ToString()),
            .. Common(name, participation.Urn, site),
            Set("Mesh__AtRestKeysPath", site.Own(name, "keys.json")),
            Set("Mesh__SigningKeysPath", site.Own(name, "signing.json")),
            Set("Mesh__Storage__Host", database.Host),
            Set("Mesh__Storage__Port", Text(database.Port)),
            Set("Mesh__Storage__Database", Site.DatabaseNameOf(participation)),
            Set("Mesh__Storage__User", Site.DatabaseNameOf(participation) + "_serving"),
            Set("Mesh__Storage__PasswordFile", site.Own(name, "serving.password")),
            Set("Mesh__Bus__Host", broker.Host),
            Set("Mesh__Bus__Port", Text(broker.Port)),
        ];
        if (site.DatabaseRoots is { } roots)
        {
            environment.Add(Set("Mesh__Storage__RootCertificate", roots));
        }

        if (directory.Environment == MeshEnvironment.Demonstration)
        {
            environment.Add(Set("Mesh__Demonstration__ClockFile", site.Own(name, "clock")));
        }

        var (project, assembly) = ProgramOf(participation.Role);
        return new HostPlan(name, project, assembly, participation, environment);
    }

    private static HostPlan Gateway(Site site) => new(
        Site.GatewayName, "gateway", "Mesh.Gateway", null, [.. Common(Site.GatewayName, CertificateNames.Gateway, site)]);

    private static HostPlan IdentityProvider(ParticipantDirectory directory, Site site)
    {
        const string name = Site.IdentityProviderName;
        var certificate = site.CertificateOf(name, CertificateNames.IdentityProvider);
        var listen = site.ListenOf(name);
        return new HostPlan(
            name,
            "deploy/IdentityProvider",
            "Mesh.IdentityProvider",
            null,
            [
                Set("MESH_IDP_ISSUER", site.EndpointOf(name).AbsoluteUri),
                Set("MESH_IDP_LISTEN", $"{(listen.Host == "localhost" ? "127.0.0.1" : listen.Host)}:{Text(listen.Port)}"),
                Set("MESH_IDP_DATA", site.Own(name, "data")),
                Set("MESH_IDP_CERTIFICATE", certificate),
                Set("MESH_IDP_KEY", Path.ChangeExtension(certificate, ".key")),
                Set("MESH_IDP_ROOTS", site.Common("authority.crt")),
                Set("MESH_IDP_DIRECTORY", site.Common("participants.json")),
                Set("MESH_IDP_DIRECTORY_KEY", site.Common("directory-key.pem")),
                Set("MESH_IDP_DRAIN_SECONDS", Text(DrainSeconds)),
                Set("MESH_IDP_NATIVE_REDIRECTS", "fi.tyollisyys.mesh:/signed-in http://127.0.0.1/signed-in"),
                Set("MESH_IDP_OWN_SYSTEMS", string.Join(' ', directory.Entries
                    .Where(entry => entry.Participation.Role == ParticipantRole.SocialInsurance)
                    .Select(entry => CertificateNames.ForOwnSystem(entry.Participation, "payments")))),
                .. Telemetry(name, site),
            ]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Common(string name, string sanUri, Site site)
    {
        var certificate = site.CertificateOf(name, sanUri);
        return
        [
            Set(HostPlan.Listen, site.ListenOf(name).AbsoluteUri),
            Set("Mesh__Issuer", (site.OwnIssuer ?? site.EndpointOf(Site.IdentityProviderName)).AbsoluteUri),
            Set("Mesh__DirectoryPath", site.Common("participants.json")),
            Set("Mesh__DirectoryKeyPath", site.Common("directory-key.pem")),
            Set("Mesh__TrustedRootsPath", site.Common("authority.crt")),
            Set("Mesh__CertificatePath", certificate),
            Set("Mesh__CertificateKeyPath", Path.ChangeExtension(certificate, ".key")),
            Set("Mesh__DrainSeconds", Text(DrainSeconds)),
            .. Telemetry(name, site),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Telemetry(string name, Site site) => site.Collector is { } collector
        ? [Set("OTEL_SERVICE_NAME", name), Set("OTEL_EXPORTER_OTLP_ENDPOINT", collector.AbsoluteUri)]
        : [Set("OTEL_SERVICE_NAME", name)];

    private static (string Project, string Assembly) ProgramOf(ParticipantRole role) => role switch
    {
        ParticipantRole.SocialInsurance => ("services/Kela", "Mesh.Kela"),
        ParticipantRole.LabourAuthority => ("services/TeOffice", "Mesh.TeOffice"),
        ParticipantRole.SocialCare => ("services/WellbeingRegion", "Mesh.WellbeingRegion"),
        ParticipantRole.Municipality => ("services/Municipality", "Mesh.Municipality"),
        _ => throw new InvalidOperationException($"No service for the role {role}."),
    };

    private static KeyValuePair<string, string> Set(string name, string value) => new(name, value);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

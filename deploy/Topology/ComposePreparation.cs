using System.Globalization;
using System.Security.Cryptography;
using Mesh.Certificates;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Signing;
using Mesh.Identity;

namespace Mesh.Topology;

/// <summary>
/// Makes what the compose file mounts, for a first try on one machine: certificates of a development authority, keys, random passwords, the
/// signed directory. What is there already stays. In earnest each organisation's own authority and key store make these files.
/// </summary>
public static class ComposePreparation
{
    private const string DirectoryName = "participants.json";

    /// <summary>Prepares a folder; gives the installed directory.</summary>
    /// <param name="folder">Made when missing; closed to other users.</param>
    /// <param name="committed">The directory as committed.</param>
    /// <param name="user">As whom containers run, user id and group id.</param>
    /// <param name="time">Machine time; the system's when left out.</param>
    public static ParticipantDirectory Prepare(string folder, byte[] committed, (int User, int Group) user, TimeProvider? time = null)
    {
        var root = new OwnerOnlyFolder(folder);
        using var authority = DevelopmentAuthority.OpenOrCreate(root.FileOf("authority"), time);
        var directory = InstallCommon(root, committed, authority, time ?? TimeProvider.System);
        foreach (var plan in HostPlans.Of(directory, new ComposeSite()))
        {
            var own = Host(root, authority, plan.Name, plan.Participation?.Urn
                ?? (plan.Name == Site.GatewayName ? CertificateNames.Gateway : CertificateNames.IdentityProvider));
            _ = new OwnerOnlyFolder(root.FileOf(Path.Combine("data", plan.Name)));
            if (plan.Participation is { } participation)
            {
                if (!File.Exists(own.FileOf("keys.json")))
                {
                    AtRestKeys.Create(own.FileOf("keys.json"));
                }

                Database(root, authority, participation, own);
            }
        }

        Host(root, authority, Site.BrokerName, CertificateNames.Broker);
        new OwnerOnlyFolder(root.FileOf("hosts/grafana")).ReadOrCreate("administrator.password", Password);
        root.Write("mesh.json", MeshFile);

        // Read by a shell and by docker compose alike.
        root.Write("compose.env", string.Create(CultureInfo.InvariantCulture, $"MESH_FILES='{root.Path}'\nMESH_UID={user.User}\nMESH_GID={user.Group}\n"));
        return directory;
    }

    // The names of the addresses at which an operator of this machine reaches them.
    private const string MeshFile = """
        {
          "gateway": "https://localhost:7400/",
          "issuer": "https://localhost:7420/",
          "roots": "common/authority.crt",
          "directory": "common/participants.json",
          "directoryKey": "common/directory-key.pem"
        }

        """;

    private static ParticipantDirectory InstallCommon(OwnerOnlyFolder root, byte[] committed, DevelopmentAuthority authority, TimeProvider time)
    {
        var site = new ComposeSite();
        var common = new OwnerOnlyFolder(root.FileOf("common"));
        var participations = ParticipantDirectory.Read(committed).Directory.Entries.Select(entry => entry.Participation).ToList();

        // A demonstration is dated in the past, and what its participations sign then must be checkable.
        var from = Hosting.Clocks.KeptClock.Start.AddYears(-1);
        var keys = participations.ToDictionary(participation => participation, participation => SigningKeys
            .OpenOrCreate(new OwnerOnlyFolder(root.FileOf(Path.Combine("hosts", participation.Slug))).FileOf("signing.json"), participation).PublicParts(from));
        var installed = DirectoryDocument.WithInstallation(committed, new DirectoryInstallation(
            authority.Thumbprint,
            keys.ToDictionary(own => own.Key, own => (IReadOnlyList<SigningKey>)[own.Value.Statements]),
            participations.ToDictionary(participation => participation, participation => site.EndpointOf(participation.Slug)),
            keys.ToDictionary(own => own.Key, own => (IReadOnlyList<CheckpointKey>)[own.Value.Checkpoints])));
        File.WriteAllBytes(common.FileOf(DirectoryName), installed);
        File.WriteAllBytes(common.FileOf(DirectoryName + DirectoryFile.SignatureSuffix), DirectorySignature.Sign(installed, authority.DirectoryKey().Key));
        common.Write("directory-key.pem", authority.DirectoryKey().PublicKeyPem);
        common.Write("authority.crt", File.ReadAllText(authority.RootFile));
        return ParticipantDirectory.Read(installed).Directory;
    }

    private static OwnerOnlyFolder Host(OwnerOnlyFolder root, DevelopmentAuthority authority, string name, string sanUri)
    {
        authority.Issue(sanUri, CertificateUse.ServerAndClient).Dispose();
        var own = new OwnerOnlyFolder(root.FileOf(Path.Combine("hosts", name)));
        Copy(authority.FileOf(sanUri, CertificateUse.ServerAndClient), own, "host");
        return own;
    }

    // Each password lies with those who show it and those who check it, and with nobody else.
    private static void Database(OwnerOnlyFolder root, DevelopmentAuthority authority, Participation participation, OwnerOnlyFolder host)
    {
        var name = "urn:mesh:database:" + participation.Slug;
        authority.Issue(name, CertificateUse.ServerAndClient, ComposeSite.DatabaseHostOf(participation)).Dispose();
        var database = new OwnerOnlyFolder(root.FileOf(Path.Combine("databases", participation.Slug)));
        Copy(authority.FileOf(name, CertificateUse.ServerAndClient), database, "server");
        database.ReadOrCreate("administrator.password", Password);
        host.Write("serving.password", database.ReadOrCreate("serving.password", Password));
        new OwnerOnlyFolder(root.FileOf(Path.Combine("migrations", participation.Slug)))
            .Write("owner.password", database.ReadOrCreate("owner.password", Password));
    }

    private static void Copy(string certificate, OwnerOnlyFolder to, string name)
    {
        to.Write(name + ".crt", File.ReadAllText(certificate));
        to.Write(name + ".key", File.ReadAllText(Path.ChangeExtension(certificate, ".key")));
    }

    private static string Password() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}

using Mesh.Identity;
using Mesh.Native;
using Mesh.TestKit;

namespace Mesh.Topology.Tests;

/// <summary>The committed topology is the one that the committed directory gives, natively and in containers.</summary>
public sealed class TopologyFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-topology-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CommittedFiles_WhenWrittenAnew_AreTheSame() => Assert.Empty(TopologyFiles.Differences(Committed.Directory, SourceTree.Root));

    [Fact]
    public void Differences_WhenFilesAreChangedAbsentOrLeftOver_NameThem()
    {
        TopologyFiles.Write(Committed.Directory, _folder);
        Assert.Empty(TopologyFiles.Differences(Committed.Directory, _folder));
        File.AppendAllText(Path.Combine(_folder, "docker-compose.yml"), "\n");
        File.Delete(Path.Combine(_folder, "deploy/docker/rabbitmq/definitions.json"));
        File.WriteAllText(Path.Combine(_folder, "deploy/native/env/closed-office.env"), "");

        string[] differing = ["deploy/docker/rabbitmq/definitions.json", "deploy/native/env/closed-office.env", "docker-compose.yml"];
        Assert.Equal(differing, TopologyFiles.Differences(Committed.Directory, _folder));
        Assert.Equal(differing, TopologyFiles.Write(Committed.Directory, _folder));
        Assert.Empty(TopologyFiles.Differences(Committed.Directory, _folder));
    }

    [Fact]
    public void Hosts_WhenTheDirectoryHasOneParticipationLess_AreOneLess()
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Committed.DirectoryFile))!;
        json["participants"]!.AsArray().RemoveAt(json["participants"]!.AsArray().Count - 1);
        var fewer = ParticipantDirectory.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())).Directory;
        var gone = Committed.Directory.Entries.Select(entry => entry.Participation.Slug).Except(fewer.Entries.Select(entry => entry.Participation.Slug)).Single();

        Assert.Contains($"  {gone}:", File.ReadAllText(SourceTree.At("docker-compose.yml")), StringComparison.Ordinal);
        Assert.DoesNotContain(gone, TopologyFiles.Of(fewer)["docker-compose.yml"], StringComparison.Ordinal);
    }

    [Fact]
    public void Files_WhenAnotherProviderIssues_NameItAndLeaveTheIdentityProviderOut()
    {
        var issuer = new Uri("https://identity.example.fi/mesh/");
        TopologyFiles.Write(Committed.Directory, _folder);

        Assert.Equal(
            ((string[])["docker-compose.yml", "deploy/docker/env/identity-provider.env", "deploy/docker/env/gateway.env", .. Committed.Directory.Entries.Select(entry => $"deploy/docker/env/{entry.Participation.Slug}.env")])
                .Order(StringComparer.Ordinal),
            TopologyFiles.Write(Committed.Directory, _folder, issuer));
        Assert.Empty(TopologyFiles.Differences(Committed.Directory, _folder, issuer));
        Assert.False(File.Exists(Path.Combine(_folder, "deploy/docker/env/identity-provider.env")));
        Assert.DoesNotContain("identity-provider", File.ReadAllText(Path.Combine(_folder, "docker-compose.yml")), StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(_folder, "deploy/docker/env")),
            file => Assert.Contains("Mesh__Issuer=https://identity.example.fi/mesh/", File.ReadAllLines(file)));
    }

    [Fact]
    public void NativeInstallation_WhenItHasTheUsualPorts_StartsHostsFromTheCommittedEnvironment()
    {
        using var installation = NativeInstallation.Open(new NativeOptions(_folder, NativeSite.UsualFirstPort, Reset: false, Serve: false, Replicas: 1, Replicated: [], Files: []));

        Assert.Equal(Committed.Directory.Entries.Count + 2, installation.Plans.Count);
        Assert.All(installation.Plans, plan => Assert.Equal(
            File.ReadAllText(SourceTree.At($"{TopologyFiles.NativeEnvironmentFolder}/{plan.Name}.env")),
            File.ReadAllText(installation.At($"hosts/{plan.Name}/environment"))));
    }

    [Fact]
    public void Environments_WhenNativeAndInContainers_DifferInAddressesAndPathsOnly()
    {
        // Everything that a Site says, and nothing else.
        string[] said =
        [
            "Mesh__Listen", "Mesh__Issuer", "Mesh__DirectoryPath", "Mesh__DirectoryKeyPath", "Mesh__TrustedRootsPath", "Mesh__CertificatePath", "Mesh__CertificateKeyPath",
            "Mesh__AtRestKeysPath", "Mesh__SigningKeysPath", "Mesh__Storage__Host", "Mesh__Storage__Port", "Mesh__Storage__PasswordFile", "Mesh__Bus__Host", "Mesh__Bus__Port", "Mesh__Demonstration__ClockFile",
            "MESH_IDP_ISSUER", "MESH_IDP_LISTEN", "MESH_IDP_DATA", "MESH_IDP_CERTIFICATE", "MESH_IDP_KEY", "MESH_IDP_ROOTS", "MESH_IDP_DIRECTORY", "MESH_IDP_DIRECTORY_KEY",
        ];

        // Natively the database is on the same machine and nobody collects.
        string[] onlyInContainers = ["Mesh__Storage__RootCertificate", "OTEL_EXPORTER_OTLP_ENDPOINT"];
        foreach (var (native, contained) in HostPlans.Of(Committed.Directory, new NativeSite(Committed.Directory)).Zip(HostPlans.Of(Committed.Directory, new ComposeSite())))
        {
            var other = native.Environment.ToDictionary();
            Assert.Equal(native.Name, contained.Name);
            Assert.Empty(contained.Environment.Select(variable => variable.Key).Except(other.Keys).Except(onlyInContainers));
            Assert.Empty(other.Keys.Except(contained.Environment.Select(variable => variable.Key)));
            Assert.All(
                contained.Environment.Where(variable => !said.Contains(variable.Key) && !onlyInContainers.Contains(variable.Key)),
                variable => Assert.Equal(other[variable.Key], variable.Value));
        }
    }
}

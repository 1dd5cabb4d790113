using System.Text.RegularExpressions;
using Mesh.Servers;
using Mesh.TestKit;

namespace Mesh.Topology.Tests;

/// <summary>What the compose file promises an operator, service by service.</summary>
public sealed partial class ComposeFileTests
{
    private readonly Compose _compose = new();

    public static TheoryData<string> Services => [.. new Compose().Services.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_WhenItRuns_HasNoRightsBeyondItsWork(string name)
    {
        var service = _compose.Services[name];
        Assert.Equal("true", service["read_only"]);
        Assert.Equal(["ALL"], _compose.List(name, "cap_drop"));
        Assert.Contains("no-new-privileges:true", _compose.List(name, "security_opt"));
        Assert.DoesNotContain("privileged", service.Keys);

        // Given, and never root: either a number or whoever prepared the files, and those cannot be root's.
        Assert.Matches(@"^([1-9][0-9]*:[1-9][0-9]*|\$\{MESH_UID:\?[^}]+\}:\$\{MESH_GID:\?[^}]+\})$", (string?)service["user"]);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_WhenItRuns_HasLimits(string name)
    {
        var service = _compose.Services[name];
        Assert.True(service.ContainsKey("cpus"));
        Assert.True(service.ContainsKey("mem_limit"));
        Assert.True(service.ContainsKey("pids_limit"));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_WhenItIsMeantToStay_IsAskedHowItIs(string name)
    {
        // A job ends; the collector's image has nothing to ask with, and Prometheus says when it is away.
        var cannotBeAsked = name == "collector" || name.EndsWith("-migration", StringComparison.Ordinal);
        Assert.Equal(cannotBeAsked, !_compose.Services[name].ContainsKey("healthcheck"));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Image_WhenItIsNotBuiltHere_HasItsVersion(string name)
    {
        var service = _compose.Services[name];
        if (!service.ContainsKey("build"))
        {
            Assert.Matches(Version(), (string?)service["image"]);
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Secrets_WhenAServiceNeedsThem_StandInNoEnvironment(string name)
    {
        var service = _compose.Services[name];
        Assert.All(
            Compose.Map(service.GetValueOrDefault("environment")).Where(variable => variable.Key.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase)),
            variable => Assert.StartsWith("/mesh/own/", (string?)variable.Value, StringComparison.Ordinal));
        if (service.GetValueOrDefault("env_file") is string file)
        {
            Assert.DoesNotContain(File.ReadLines(SourceTree.At(file)), line => SecretValue().IsMatch(line));
        }
    }

    [Fact]
    public void Ports_WhenPublished_AreOfTheFrontDoorAndOnTheLoopbackOtherwise() => Assert.Equal(
        [
            "gateway 0.0.0.0:${MESH_GATEWAY_PORT:-7400}:8443",
            "grafana 127.0.0.1:${MESH_GRAFANA_PORT:-7430}:3000",
            "identity-provider 127.0.0.1:${MESH_IDENTITY_PORT:-7420}:8443",
        ],
        _compose.Services.Keys.SelectMany(name => _compose.List(name, "ports").Select(port => $"{name} {port}")).Order(StringComparer.Ordinal));

    [Fact]
    public void Database_WhenAParticipationHasIt_IsReachedByThatParticipationAlone()
    {
        foreach (var slug in Committed.Directory.Entries.Select(entry => entry.Participation.Slug))
        {
            Assert.Equal([slug + "-store"], _compose.List(slug + "-database", "networks"));
            Assert.Equal(
                [slug, slug + "-database", slug + "-migration"],
                _compose.Services.Keys.Where(name => _compose.List(name, "networks").Contains(slug + "-store")).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Watchers_WhenTheyAskForNoPassword_AreWhereNoHostIs()
    {
        Assert.Equal(["broker", "collector", "grafana", "jaeger", "prometheus"], On("watch"));
        Assert.Equal(HostPlans.Of(Committed.Directory, new ComposeSite()).Select(plan => plan.Name).Append("collector").Order(StringComparer.Ordinal), On("telemetry"));
        Assert.All((string[])["grafana", "jaeger", "prometheus"], name => Assert.DoesNotContain(_compose.List(name, "networks"), network => network is not ("watch" or "operators")));
        Assert.Equal(["grafana"], On("operators"));

        IEnumerable<string> On(string network) => _compose.Services.Keys.Where(name => _compose.List(name, "networks").Contains(network)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Broker_WhenItSpeaksInClear_SpeaksToItselfOnly()
    {
        var environment = Compose.Map(_compose.Services["broker"]["environment"]);
        Assert.Equal(("rabbit@localhost", "127.0.0.1"), ((string?)environment["RABBITMQ_NODENAME"], (string?)environment["ERL_EPMD_ADDRESS"]));
        Assert.Equal("-kernel inet_dist_use_interface {127,0,0,1}", (string?)environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"]);
        Assert.Contains("listeners.tcp = none", File.ReadAllLines(SourceTree.At("deploy/docker/rabbitmq/rabbitmq.conf")));
    }

    [Fact]
    public void Broker_WhenItsLogIsHeldInMemory_TakesNoticesAllTheSame()
    {
        // From 0.6 of its memory on it takes nothing more; its makers count three times the log.
        Assert.Equal("1g", (string?)_compose.Services["broker"]["mem_limit"]);
        Assert.True(3L * RabbitMqConfiguration.LargestWriteAheadLog < 0.6 * 1024 * 1024 * 1024 / 2);
        Assert.Contains($"raft.wal_max_size_bytes = {RabbitMqConfiguration.LargestWriteAheadLog}", File.ReadAllLines(SourceTree.At("deploy/docker/rabbitmq/rabbitmq.conf")));
    }

    [Fact]
    public void Database_WhenItStarts_IsWholeFirst()
    {
        foreach (var slug in Committed.Directory.Entries.Select(entry => entry.Participation.Slug))
        {
            Assert.Equal(["bash", "/mesh/start.sh"], _compose.List(slug + "-database", "entrypoint"));
            Assert.Equal("postgres", _compose.List(slug + "-database", "command")[0]);
            Assert.Contains(("./deploy/docker/postgres/start.sh", "/mesh/start.sh", true), _compose.Mounts(slug + "-database"));
        }
    }

    [Fact]
    public void Networks_WhenNothingOfThemIsPublished_HaveNoWayOut() => Assert.Equal(
        ["front", "operators"],
        _compose.Networks.Where(network => Compose.Map(network.Value).GetValueOrDefault("internal") as string != "true").Select(network => network.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Host_WhenItStarts_WaitsForItsOwnMigrationOnly()
    {
        foreach (var slug in Committed.Directory.Entries.Select(entry => entry.Participation.Slug))
        {
            var dependsOn = Compose.Map(_compose.Services[slug]["depends_on"]);
            Assert.Equal("service_completed_successfully", Compose.Map(Assert.Single(dependsOn).Value)["condition"]);
            Assert.Equal(slug + "-migration", dependsOn.Keys.Single());
            Assert.Equal("service_healthy", Compose.Map(Compose.Map(_compose.Services[slug + "-migration"]["depends_on"])[slug + "-database"])["condition"]);
        }
    }

    [Fact]
    public void Mounts_WhenTheyAreOfTheRepository_AreThere() => Assert.All(
        _compose.Services.Keys.SelectMany(_compose.Mounts).Where(mount => mount.Source.StartsWith("./", StringComparison.Ordinal)),
        mount => Assert.True(mount.IsReadOnly && Path.Exists(SourceTree.At(mount.Source)), mount.Source));

    [Fact]
    public void Volumes_WhenTheyAreNamed_AreDeclared() => Assert.Equal(
        _compose.Volumes.Keys.Order(StringComparer.Ordinal),
        _compose.Services.Keys.SelectMany(_compose.Mounts).Select(mount => mount.Source).Where(source => source[0] is not ('.' or '$')).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^[a-z./-]+:v?[0-9]+\.[0-9]+(\.[0-9]+)?(-[a-z]+)?$")]
    private static partial Regex Version();

    [GeneratedRegex("^[^#=]*(Password|Secret)(?!File)[^=]*=", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();
}

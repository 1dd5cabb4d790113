using Mesh.Identity;
using Mesh.Servers;

namespace Mesh.Topology;

/// <summary>
/// The topology as files: what every host is told, natively and in containers, and what the compose file mounts. Committed for the
/// committed directory; an operator has them written out of his own.
/// </summary>
public static class TopologyFiles
{
    /// <summary>Folder of the files that the compose file mounts.</summary>
    public const string ComposeFolder = "deploy/docker";

    /// <summary>Folder of the native hosts' environment files.</summary>
    public const string NativeEnvironmentFolder = "deploy/native/env";

    /// <summary>Name of the compose file.</summary>
    public const string ComposeFileName = "docker-compose.yml";

    /// <summary>Every file's text by its path from the repository's root.</summary>
    /// <param name="directory">Who takes part.</param>
    /// <param name="issuer">The OpenID provider that containers trust instead of the identity provider, which is then left out.</param>
    public static IReadOnlyDictionary<string, string> Of(ParticipantDirectory directory, Uri? issuer = null)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var site = new ComposeSite(issuer);
        var containers = HostPlans.Of(directory, site);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [ComposeFileName] = ComposeFile.Text(directory, containers, site),
            [$"{ComposeFolder}/rabbitmq/definitions.json"] = BrokerDefinitions.Of(directory),
            [$"{ComposeFolder}/rabbitmq/rabbitmq.conf"] = RabbitMqConfiguration.Text(
                $"0.0.0.0:{ComposeSite.BrokerPort}",
                $"{ComposeSite.OwnFolder}/host.crt",
                $"{ComposeSite.OwnFolder}/host.key",
                site.Common("authority.crt"),
                "/etc/rabbitmq/definitions.json",
                toConsole: true),
        };
        foreach (var dashboard in Dashboards.All)
        {
            files[$"{ComposeFolder}/grafana/dashboards/{dashboard.Name}.json"] = dashboard.Json();
        }

        foreach (var plan in containers)
        {
            files[EnvironmentOf(plan)] = plan.EnvironmentFile();
        }

        foreach (var plan in HostPlans.Of(directory, new NativeSite(directory)))
        {
            files[$"{NativeEnvironmentFolder}/{plan.Name}.env"] = plan.EnvironmentFile();
        }

        return files;
    }

    /// <summary>What is not as it would be written now: changed, absent, or an environment file of a host that is no more.</summary>
    public static IReadOnlyList<string> Differences(ParticipantDirectory directory, string root, Uri? issuer = null)
    {
        var files = Of(directory, issuer);
        return
        [
            .. files.Where(file => !File.Exists(Path.Combine(root, file.Key)) || File.ReadAllText(Path.Combine(root, file.Key)) != file.Value)
                .Select(file => file.Key)
                .Concat(EnvironmentFilesIn(root).Where(path => !files.ContainsKey(path)))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Writes every file that differs, and removes environment files of hosts that are no more; gives their paths.</summary>
    public static IReadOnlyList<string> Write(ParticipantDirectory directory, string root, Uri? issuer = null)
    {
        var files = Of(directory, issuer);
        var differing = Differences(directory, root, issuer);
        foreach (var path in differing)
        {
            var file = Path.Combine(root, path);
            if (files.TryGetValue(path, out var text))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }
            else
            {
                File.Delete(file);
            }
        }

        return differing;
    }

    /// <summary>Path of a container's environment file.</summary>
    internal static string EnvironmentOf(HostPlan plan) => $"{ComposeFolder}/env/{plan.Name}.env";

    private static IEnumerable<string> EnvironmentFilesIn(string root) =>
        ((string[])[$"{ComposeFolder}/env", NativeEnvironmentFolder])
            .Where(folder => Directory.Exists(Path.Combine(root, folder)))
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.env").Select(file => $"{folder}/{Path.GetFileName(file)}"));
}

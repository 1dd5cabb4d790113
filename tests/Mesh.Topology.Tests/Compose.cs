using Mesh.TestKit;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Mesh.Topology.Tests;

/// <summary>The committed compose file, its anchors resolved.</summary>
internal sealed class Compose
{
    private readonly Dictionary<object, object?> _root;

    public Compose()
    {
        using var text = File.OpenText(SourceTree.At("docker-compose.yml"));
        _root = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object?>>(new MergingParser(new Parser(text)));
        Services = Map(_root["services"]).ToDictionary(service => service.Key, service => Map(service.Value));
    }

    public IReadOnlyDictionary<string, Dictionary<string, object?>> Services { get; }

    public IReadOnlyDictionary<string, object?> Networks => Map(_root["networks"]);

    public IReadOnlyDictionary<string, object?> Volumes => Map(_root["volumes"]);

    /// <summary>Elements of a service's list.</summary>
    public IReadOnlyList<string> List(string service, string key) =>
        Services[service].GetValueOrDefault(key) is List<object> list ? [.. list.Select(element => (string)element)] : [];

    /// <summary>Sources and targets of a service's volumes.</summary>
    public IEnumerable<(string Source, string Target, bool IsReadOnly)> Mounts(string service) => List(service, "volumes").Select(volume =>
    {
        var isReadOnly = volume.EndsWith(":ro", StringComparison.Ordinal);
        var both = isReadOnly ? volume[..^3] : volume;
        var between = both.LastIndexOf(':');
        return (both[..between], both[(between + 1)..], isReadOnly);
    });

    public static Dictionary<string, object?> Map(object? node) =>
        node is Dictionary<object, object?> map ? map.ToDictionary(pair => (string)pair.Key, pair => pair.Value) : [];
}

using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>
/// A YAML mapping read key by key. What is missing, has another form or was never asked for becomes a fault with its place;
/// reading goes on, so that one pass finds all.
/// </summary>
internal sealed class CheckedMap
{
    private readonly YamlMappingNode _node;
    private readonly FaultList _faults;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private CheckedMap(YamlMappingNode node, FaultList faults)
    {
        _node = node;
        _faults = faults;
    }

    public YamlNode Node => _node;

    public static CheckedMap? Of(YamlNode node, string what, FaultList faults)
    {
        if (node is YamlMappingNode map)
        {
            return new(map, faults);
        }

        faults.Add(node, $"{what}: a mapping of keys to values is expected.");
        return null;
    }

    public YamlNode? Find(string key)
    {
        _asked.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    public YamlNode? Require(string key)
    {
        var value = Find(key);
        if (value is null)
        {
            _faults.Add(_node, $"'{key}' is missing.");
        }

        return value;
    }

    public string? FindText(string key) => Text(Find(key), key);

    public string? RequireText(string key) => Text(Require(key), key);

    public bool FindFlag(string key)
    {
        if (Find(key) is not { } value)
        {
            return false;
        }

        switch ((value as YamlScalarNode)?.Value)
        {
            case "true":
                return true;
            case "false":
                return false;
            default:
                _faults.Add(value, $"'{key}': true or false is expected.");
                return false;
        }
    }

    public CheckedMap? FindMap(string key) => Find(key) is { } value ? Of(value, $"'{key}'", _faults) : null;

    public IReadOnlyList<YamlNode> FindList(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return [.. list.Children];
            case var other:
                _faults.Add(other, $"'{key}': a list is expected.");
                return [];
        }
    }

    /// <summary>The pairs of a mapping whose keys are the author's own.</summary>
    public IEnumerable<(YamlScalarNode Key, YamlNode Value)> OwnPairs()
    {
        foreach (var (key, value) in _node.Children)
        {
            if (key is YamlScalarNode { Value.Length: > 0 } scalar)
            {
                _asked.Add(scalar.Value);
                yield return (scalar, value);
            }
            else
            {
                _faults.Add(key, "A key is a text.");
            }
        }
    }

    public void RefuseOthers(string what)
    {
        foreach (var key in _node.Children.Keys)
        {
            if ((key as YamlScalarNode)?.Value is not { } name || !_asked.Contains(name))
            {
                _faults.Add(key, $"'{(key as YamlScalarNode)?.Value}' is not a key of {what}. It has: {string.Join(", ", _asked)}.");
            }
        }
    }

    private string? Text(YamlNode? value, string key)
    {
        switch (value)
        {
            case null:
                return null;
            case YamlScalarNode { Value.Length: > 0 } scalar:
                return scalar.Value;
            default:
                _faults.Add(value, $"'{key}': a text is expected.");
                return null;
        }
    }
}

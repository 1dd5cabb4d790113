using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>Reads one scenario file: the file, or every fault in it.</summary>
internal sealed class ScenarioReader
{
    private const int MostRepeats = 10;
    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    private readonly MethodCatalog _methods;
    private readonly FaultList _faults;
    private readonly ValueScope _known;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private string _varsText = "";
    private DateTimeOffset? _latest;

    private ScenarioReader(MethodCatalog methods, FaultList faults, string fileName)
    {
        _methods = methods;
        _faults = faults;
        _known = new("check", fileName);
    }

    /// <param name="text">The file's text.</param>
    /// <param name="path">As the author would find it; faults name it.</param>
    /// <param name="methods">The contracts.</param>
    /// <param name="faults">Takes the faults.</param>
    /// <returns>The file; null when there are faults.</returns>
    public static ScenarioFile? Read(string text, string path, MethodCatalog methods, FaultList faults)
    {
        if (YamlText.Parse(text, faults) is not { } root || CheckedMap.Of(root, "A scenario", faults) is not { } map)
        {
            return null;
        }

        var file = new ScenarioReader(methods, faults, Path.GetFileName(path)).Read(map, Path.GetFileName(path));
        return faults.Any ? null : file;
    }

    private ScenarioFile Read(CheckedMap map, string name)
    {
        var title = map.RequireText("title");
        var profile = map.FindText("profile");
        var looksOnly = map.FindFlag("looksOnly");
        var vars = ReadVars(map.FindMap("vars"));
        map.Require("steps");
        var nodes = map.FindList("steps");
        map.RefuseOthers("a scenario");
        var steps = nodes.Select((node, index) => ReadStep(node, index + 1, name, looksOnly)).OfType<ScenarioStep>().ToList();
        return new() { Name = name, Title = title ?? name, Profile = profile, LooksOnly = looksOnly, Vars = vars, Steps = steps };
    }

    private List<KeyValuePair<string, YamlNode>> ReadVars(CheckedMap? map)
    {
        var vars = new List<KeyValuePair<string, YamlNode>>();
        foreach (var (key, value) in map?.OwnPairs() ?? [])
        {
            if (!VariableReferences.IsName(key.Value!))
            {
                _faults.Add(key, "A variable's name is letters, digits and underscores, a letter first.");
                continue;
            }

            CheckReferences(value);
            _names.Add(key.Value!);
            try
            {
                if (VariableReferences.In(value).All(reference => _known.Has(reference.Name)))
                {
                    _known.Set(key.Value!, ValueResolver.Resolve(value, _known));
                    vars.Add(new(key.Value!, value));
                }
            }
            catch (ValueException e)
            {
                _faults.Add(e.Node, e.Message);
            }
        }

        _varsText = new JObject(_known.Variables.Select(v => new JProperty(v.Key, v.Value))).ToString(Formatting.None);
        return vars;
    }

    private ScenarioStep? ReadStep(YamlNode node, int number, string file, bool looksOnly)
    {
        if (CheckedMap.Of(node, "A step", _faults) is not { } map)
        {
            return null;
        }

        var at = ReadTime(map, looksOnly);
        var title = map.FindText("title");
        var repeat = ReadRepeat(map);
        CheckReferences(node);
        var calls = ReadCalls(map);
        foreach (var call in calls)
        {
            // A call of several started together does not see what the others capture: names become known after the step.
            _names.UnionWith(call.Captures.Select(c => c.Name));
            if (looksOnly && RequestIds.AreIn(call.Method.InputType))
            {
                _faults.Add(call.Spot, $"{call.Method.FullName} writes; this file says 'looksOnly'.");
            }
        }

        return new()
        {
            File = file, Number = number, Spot = _faults.SpotOf(node), At = at, Title = title, Repeat = repeat, Calls = calls,
            Digest = DigestOf(node),
        };
    }

    private IReadOnlyList<ScenarioCall> ReadCalls(CheckedMap map)
    {
        var reader = new CallReader(_methods, _faults, _known);
        if (map.Find("concurrent") is null)
        {
            return reader.Read(map, "a step") is { } call ? [call] : [];
        }

        var together = map.FindList("concurrent");
        map.RefuseOthers("a step of concurrent calls");
        return [.. together
            .Select(node => CheckedMap.Of(node, "A concurrent call", _faults))
            .OfType<CheckedMap>()
            .Select(one => reader.Read(one, "a concurrent call"))
            .OfType<ScenarioCall>()];
    }

    private DateTimeOffset? ReadTime(CheckedMap map, bool looksOnly)
    {
        var text = map.FindText("at");
        if (text is null)
        {
            if (_latest is null && !looksOnly)
            {
                _faults.Add(map.Node, "The first step says 'at'; a later one without it happens at the same time.");
            }

            return _latest;
        }

        var node = map.Find("at")!;
        if (!DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            _faults.Add(node, "'at': a time with its offset is expected, for example 2023-11-10T09:00+02:00.");
            return _latest;
        }

        if (at < _latest)
        {
            _faults.Add(node, $"{text} is before the step above; the mesh's clock only moves forward.");
            return _latest;
        }

        return _latest = at;
    }

    private int ReadRepeat(CheckedMap map)
    {
        var text = map.FindText("repeat");
        if (text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var repeat) && repeat is >= 1 and <= MostRepeats))
        {
            return text is null ? 1 : int.Parse(text, CultureInfo.InvariantCulture);
        }

        _faults.Add(map.Find("repeat")!, $"'repeat': a number from 1 to {MostRepeats} is expected.");
        return 1;
    }

    private void CheckReferences(YamlNode node)
    {
        foreach (var (at, name) in VariableReferences.In(node).Where(reference => !_names.Contains(reference.Name)))
        {
            _faults.Add(at, $"'{name}' is neither in 'vars' nor captured by a step above.");
        }
    }

    private string DigestOf(YamlNode node) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_varsText + YamlText.Canonical(node))));
}

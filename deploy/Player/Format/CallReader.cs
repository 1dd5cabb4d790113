using Google.Protobuf.Reflection;
using Mesh.Identity;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>Reads one call of a step.</summary>
internal sealed class CallReader(MethodCatalog methods, FaultList faults, ValueScope known)
{
    private const string Gateway = "gateway";
    private static readonly YamlMappingNode NoFields = [];

    /// <summary>The call; null when it cannot be made out. What it captures is not yet known to its own request.</summary>
    public ScenarioCall? Read(CheckedMap map, string what)
    {
        var actor = map.RequireText("actor");
        var to = ReadTo(map);
        var method = ReadMethod(map);
        var requests = ReadRequests(map, method);
        var captures = ReadCaptures(map, method);
        var expect = new ExpectationReader(faults).Read(map.FindMap("expect"), map.Node, method);
        map.RefuseOthers(what);

        if (expect.Eventually && method is not null && RequestIds.AreIn(method.InputType))
        {
            faults.Add(expect.Spot, "'eventually' is for looking: this method writes.");
        }

        return actor is null || method is null ? null : new()
        {
            Spot = faults.SpotOf(map.Node),
            Actor = actor,
            To = to,
            Method = method,
            Requests = requests,
            Captures = captures,
            Expect = expect,
        };
    }

    private Participation? ReadTo(CheckedMap map)
    {
        var text = map.RequireText("to");
        if (text is null or Gateway)
        {
            return null;
        }

        if (Participation.TryParse(text, out var to))
        {
            return to;
        }

        faults.Add(map.Find("to")!, $"'to': '{Gateway}' or a participation is expected, for example 0246246-0/SOCIAL_INSURANCE.");
        return null;
    }

    private MethodDescriptor? ReadMethod(CheckedMap map)
    {
        if (map.RequireText("call") is not { } name)
        {
            return null;
        }

        var node = map.Find("call")!;
        if (methods.Find(name) is not { } method)
        {
            var near = string.Join(", ", methods.Near(name));
            faults.Add(node, $"No method '{name}' in the contracts." + (near.Length > 0 ? $" Is it {near}?" : " Write package.Service/Method."));
            return null;
        }

        if (method.IsServerStreaming)
        {
            faults.Add(node, $"'{name}' streams answers; the player calls methods with one answer.");
            return null;
        }

        return method;
    }

    private IReadOnlyList<YamlNode> ReadRequests(CheckedMap map, MethodDescriptor? method)
    {
        var one = map.Find("request");
        var several = map.FindList("requests");
        if (method is null)
        {
            return [];
        }

        if (method.IsClientStreaming ? one is not null : map.Find("requests") is not null)
        {
            faults.Add(map.Node, method.IsClientStreaming
                ? $"{method.FullName} takes a stream: write 'requests' with a list."
                : $"{method.FullName} takes one request: write 'request'.");
            return [];
        }

        IReadOnlyList<YamlNode> requests = method.IsClientStreaming ? several : [one ?? NoFields];
        var check = new RequestCheck(faults, known);
        foreach (var request in requests)
        {
            check.Check(request, method.InputType);
        }

        return requests;
    }

    private List<Capture> ReadCaptures(CheckedMap map, MethodDescriptor? method)
    {
        var captures = new List<Capture>();
        foreach (var (key, value) in map.FindMap("capture")?.OwnPairs() ?? [])
        {
            var path = (value as YamlScalarNode)?.Value;
            if (!VariableReferences.IsName(key.Value!))
            {
                faults.Add(key, "A variable's name is letters, digits and underscores, a letter first.");
            }
            else if (path is null)
            {
                faults.Add(value, "A JSONPath into the answer is expected.");
            }
            else
            {
                if (method is not null && AnswerShape.FaultOf(path, method.OutputType) is { } fault)
                {
                    faults.Add(value, fault);
                }

                captures.Add(new(faults.SpotOf(key), key.Value!, path));
            }
        }

        return captures;
    }
}

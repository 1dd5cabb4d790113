using Google.Protobuf.Reflection;
using Grpc.Core;
using Tyollisyys.Mesh.Protos.Flows.V1;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>Reads what must hold of a call.</summary>
internal sealed class ExpectationReader(FaultList faults)
{
    private static readonly Dictionary<string, StatusCode> Statuses =
        Enum.GetValues<StatusCode>().ToDictionary(StatusNames.Of, StringComparer.Ordinal);

    public Expectation Read(CheckedMap? map, YamlNode call, MethodDescriptor? method)
    {
        if (map is null)
        {
            return new() { Spot = faults.SpotOf(call) };
        }

        var expectation = new Expectation
        {
            Spot = faults.SpotOf(map.Node),
            Status = ReadStatus(map),
            Reason = map.FindText("reason"),
            Violations = map.Find("violations") is null ? null : [.. Texts(map.FindList("violations"))],
            Metadata = ReadMetadata(map.FindMap("metadata")),
            Values = ReadValues(map.FindMap("values"), method),
            Flow = ReadFlow(map.FindMap("flow")),
            Eventually = map.FindFlag("eventually"),
        };
        map.RefuseOthers("'expect'");

        if (expectation.Status is StatusCode.OK ? expectation is not { Reason: null, Violations: null, Metadata.Count: 0 } : expectation.Values.Count > 0)
        {
            faults.Add(map.Node, expectation.Status is StatusCode.OK
                ? "'reason', 'metadata' and 'violations' belong to a refusal: say its 'status'."
                : "A refusal has no values.");
        }

        return expectation;
    }

    private StatusCode ReadStatus(CheckedMap map)
    {
        if (map.FindText("status") is not { } text)
        {
            return StatusCode.OK;
        }

        if (!Statuses.TryGetValue(text, out var status))
        {
            faults.Add(map.Find("status")!, $"'{text}' is no gRPC status. There are: {string.Join(", ", Statuses.Keys)}.");
        }

        return status;
    }

    private Dictionary<string, string> ReadMetadata(CheckedMap? map)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in map?.OwnPairs() ?? [])
        {
            if (value is YamlScalarNode { Value: { } text })
            {
                entries[key.Value!] = text;
            }
            else
            {
                faults.Add(value, "A text is expected: the entry's whole value.");
            }
        }

        return entries;
    }

    private List<ExpectedValue> ReadValues(CheckedMap? map, MethodDescriptor? method)
    {
        var values = new List<ExpectedValue>();
        foreach (var (key, value) in map?.OwnPairs() ?? [])
        {
            if (method is not null && AnswerShape.FaultOf(key.Value!, method.OutputType) is { } fault)
            {
                faults.Add(key, fault);
            }

            if (ValueMatch.FaultOf(value) is { } matchFault)
            {
                faults.Add(value, matchFault);
            }

            values.Add(new(faults.SpotOf(key), key.Value!, value));
        }

        return values;
    }

    private ExpectedFlow? ReadFlow(CheckedMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var id = map.Require("id");
        map.Require("steps");
        var steps = map.FindList("steps").Select(ReadFlowStep).OfType<ExpectedFlowStep>().ToList();
        map.RefuseOthers("'flow'");
        return id is null ? null : new(faults.SpotOf(map.Node), id, steps);
    }

    private ExpectedFlowStep? ReadFlowStep(YamlNode node)
    {
        if (node is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            return new(faults.SpotOf(node), scalar.Value, null, null, null, null);
        }

        if (CheckedMap.Of(node, "A flow's step", faults) is not { } map)
        {
            return null;
        }

        var step = map.RequireText("step");
        var read = step is null ? null : new ExpectedFlowStep(
            faults.SpotOf(node), step, map.FindText("participant"), map.FindText("counterpart"), map.FindText("road"), map.FindText("outcome"));
        if (read?.Road is { } road && !RoadNames.All.Contains(road))
        {
            faults.Add(map.Find("road")!, $"'{road}' is no road. There are: {string.Join(", ", RoadNames.All)}.");
        }

        map.RefuseOthers("a flow's step");
        return read;
    }

    private IEnumerable<string> Texts(IReadOnlyList<YamlNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is YamlScalarNode { Value.Length: > 0 } scalar)
            {
                yield return scalar.Value;
            }
            else
            {
                faults.Add(node, "A field's name is expected, for example subject.");
            }
        }
    }
}

/// <summary>The roads as people write them: DISCLOSURE for ROAD_DISCLOSURE.</summary>
internal static class RoadNames
{
    public static IReadOnlySet<string> All { get; } = Enum.GetValues<Road>().Where(r => r is not Road.Unspecified).Select(Of).ToHashSet();

    public static string Of(Road road) => road.ToString().ToUpperInvariant();
}

/// <summary>gRPC statuses as its documents write them: NOT_FOUND for NotFound.</summary>
internal static class StatusNames
{
    public static string Of(StatusCode status) => status is StatusCode.OK ? "OK"
        : string.Concat(status.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
}

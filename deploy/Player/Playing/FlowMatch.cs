using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Player;

/// <summary>Holds a flow's journal against the steps an author expects, as a subsequence.</summary>
internal static class FlowMatch
{
    /// <summary>The first expected step that does not stand after the ones before it; null when all do.</summary>
    public static Discrepancy? Find(ExpectedFlow expected, GetFlowResponse flow)
    {
        var next = 0;
        foreach (var entry in flow.Entries)
        {
            if (next < expected.Steps.Count && Matches(expected.Steps[next], entry))
            {
                next++;
            }
        }

        if (next == expected.Steps.Count)
        {
            return null;
        }

        var after = next == 0 ? "" : $" after '{expected.Steps[next - 1].Step}'";
        var missing = expected.Steps[next];
        return Discrepancy.Of(missing.Spot, $"flow: step {next + 1} of {expected.Steps.Count}", $"{missing}{after}", Show(flow));
    }

    private static bool Matches(ExpectedFlowStep expected, JournalEntry entry) =>
        entry.Step == expected.Step
        && (expected.Participant is null || entry.Participant == expected.Participant)
        && (expected.Counterpart is null || entry.Counterpart == expected.Counterpart)
        && (expected.Road is null || RoadNames.Of(entry.Road) == expected.Road)
        && (expected.Outcome is null || entry.Outcome == expected.Outcome);

    private static string Show(GetFlowResponse flow)
    {
        var entries = flow.Entries.Select(e => $"{e.Step} by {e.Participant} with {e.Counterpart} road {RoadNames.Of(e.Road)} outcome {e.Outcome}");
        var unreachable = flow.Unreachable.Select(u => $"{u.Participant} could not be reached: {u.Reason}");
        var all = string.Join('\n', entries.Concat(unreachable));
        return all.Length == 0 ? "(an empty journal)" : all;
    }
}

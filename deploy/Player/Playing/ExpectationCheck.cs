using Grpc.Core;
using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>Holds a call's outcome against what the author expects.</summary>
internal static class ExpectationCheck
{
    public static IReadOnlyList<Discrepancy> Find(Expectation expected, CallOutcome actual, ValueScope scope)
    {
        if (actual.Status != expected.Status)
        {
            // With another status nothing else can hold; one line says more than ten.
            return [Discrepancy.Of(expected.Spot, "status", StatusNames.Of(expected.Status) + Suffix(expected.Reason), Show(actual))];
        }

        return [.. OfRefusal(expected, actual), .. expected.Values.SelectMany(value => OfValue(value, actual, scope))];
    }

    private static IEnumerable<Discrepancy> OfRefusal(Expectation expected, CallOutcome actual)
    {
        if (expected.Reason is { } reason && reason != actual.Reason)
        {
            yield return Discrepancy.Of(expected.Spot, "reason", reason, Show(actual));
        }

        foreach (var (key, value) in expected.Metadata)
        {
            var found = actual.Metadata.GetValueOrDefault(key);
            if (found != value)
            {
                yield return Discrepancy.Of(expected.Spot, $"metadata {key}", value, found ?? "nothing");
            }
        }

        if (expected.Violations is { } fields && !fields.Order(StringComparer.Ordinal).SequenceEqual(actual.Violations.Order(StringComparer.Ordinal)))
        {
            yield return Discrepancy.Of(expected.Spot, "violations", Show(fields), Show(actual.Violations));
        }
    }

    private static IEnumerable<Discrepancy> OfValue(ExpectedValue value, CallOutcome actual, ValueScope scope)
    {
        var path = ValueResolver.Text(value.Path, scope);
        var selected = (actual.Answer ?? new JObject()).SelectTokens(path).ToList();
        if (ValueMatch.Difference(value.Expected, selected, scope) is { } difference)
        {
            yield return Discrepancy.Of(value.Spot, path, difference.Expected, difference.Actual);
        }
    }

    public static string Show(CallOutcome outcome)
    {
        var text = StatusNames.Of(outcome.Status) + Suffix(outcome.Reason);
        if (outcome.Violations.Count > 0)
        {
            text += $", violations {Show(outcome.Violations)}";
        }

        return outcome.Status is StatusCode.OK || outcome.Detail.Length == 0 ? text : $"{text}: {outcome.Detail}";
    }

    private static string Show(IEnumerable<string> fields) => $"[{string.Join(", ", fields)}]";

    private static string Suffix(string? reason) => reason is null ? "" : $" {reason}";
}

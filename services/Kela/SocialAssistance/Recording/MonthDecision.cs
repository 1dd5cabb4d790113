using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>A fact to append.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Kind">Granted or withdrawn.</param>
/// <param name="MainLivelihood">Whether the assistance was the main livelihood.</param>
/// <param name="Supersedes">The fact whose place it takes; null when it is the month's first.</param>
internal readonly record struct MonthChange(DateOnly Month, AssistanceMonthKind Kind, MainLivelihood MainLivelihood, Guid? Supersedes);

/// <summary>What a request adds to a client's months: pure. A month granted again as it stands already adds nothing.</summary>
internal static class MonthDecision
{
    /// <summary>The changes, in the order of the request. When violations were added, they are not to be carried out.</summary>
    /// <param name="client">What the request says, of good form.</param>
    /// <param name="position">Number of the client in the request.</param>
    /// <param name="standing">The client's facts that stand now.</param>
    /// <param name="into">Where violations go.</param>
    public static IReadOnlyList<MonthChange> Decide(
        ClientAssistanceMonths client, int position, IReadOnlyList<AssistanceMonthFact> standing, Violations into)
    {
        var latest = standing.ToDictionary(fact => fact.Month);
        var changes = new List<MonthChange>();
        foreach (var given in client.Granted)
        {
            var month = WireMonth.Read(given.Month)!.Value;
            var before = latest.GetValueOrDefault(month);
            if (before is not { Kind: AssistanceMonthKind.Granted } || before.MainLivelihood != given.MainLivelihood)
            {
                changes.Add(new MonthChange(month, AssistanceMonthKind.Granted, given.MainLivelihood, before?.FactId));
            }
        }

        foreach (var (item, text) in client.Withdrawn.Index())
        {
            var month = WireMonth.Read(text)!.Value;
            if (latest.GetValueOrDefault(month) is { Kind: AssistanceMonthKind.Granted } before)
            {
                changes.Add(new MonthChange(month, AssistanceMonthKind.Withdrawn, MainLivelihood.Unspecified, before.FactId));
            }
            else
            {
                into.Add(
                    AssistancePaths.Withdrawn(position, item),
                    AssistanceViolationCodes.NotGranted,
                    "Must be a month granted before this request.");
            }
        }

        return changes;
    }
}

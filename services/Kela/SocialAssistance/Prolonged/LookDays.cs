using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>
/// The days on which a client can reach a threshold by time alone: the day after a month that may count, and the birthday by which
/// another threshold applies. On any other day only a recording can bring it about.
/// </summary>
internal static class LookDays
{
    private const int MonthsOfYear = 12;

    /// <summary>All of them, past and to come, on the facts known at a moment.</summary>
    public static IReadOnlyList<DateOnly> Of(DateOnly birthDate, AssistanceHistory history, DateTimeOffset knownAt)
    {
        var monthEnds = history.Granted(knownAt)
            .Where(fact => fact.MainLivelihood != MainLivelihood.No)
            .Select(fact => CivilTime.AddMonths(fact.Month, 1))
            .ToList();
        return monthEnds.Count == 0 ? [] : [.. monthEnds, .. Birthdays(birthDate)];
    }

    private static IEnumerable<DateOnly> Birthdays(DateOnly birthDate) =>
        AgeLimit.Under25.Statute.Values.Select(limit => CivilTime.AddMonths(birthDate, MonthsOfYear * limit.Value.Value.Value));
}

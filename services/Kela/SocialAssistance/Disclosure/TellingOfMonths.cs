using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>
/// What Kela tells of a client's months of social assistance: those that the law asks for in the client's age group, no earlier ones and
/// none that had not ended.
/// </summary>
internal static class TellingOfMonths
{
    private const string Under25 = "UNDER_25";
    private const string From25 = "FROM_25";

    /// <summary>The months. Pure.</summary>
    /// <param name="birthDate">Date of birth.</param>
    /// <param name="history">The register about the client.</param>
    /// <param name="asOf">Civil date the answer holds for; not before the first formalised day.</param>
    /// <param name="knownAt">What was known at this moment counts.</param>
    /// <param name="thresholdCode">Threshold of the newest notice to the asker; empty when there was none.</param>
    public static SocialAssistanceMonths Of(
        DateOnly birthDate, AssistanceHistory history, DateOnly asOf, DateTimeOffset knownAt, string thresholdCode)
    {
        var outcome = ProlongedAssistance.Evaluate(history.Counting(knownAt), birthDate, asOf);
        var running = CivilTime.FirstDayOfMonth(asOf);
        var first = CivilTime.AddMonths(running, -outcome.Required);
        var client = history.Client(knownAt);
        return new SocialAssistanceMonths
        {
            AsOf = WireDate.Write(asOf),
            Months =
            {
                history.Granted(knownAt)
                    .Where(fact => fact.Month >= first && fact.Month < running)
                    .Select(fact => new AssistanceMonth { Month = WireMonth.Write(fact.Month), MainLivelihood = fact.MainLivelihood }),
            },
            EndedMonthsInARow = outcome.EndedInARow,
            ThresholdCode = thresholdCode,
            AgeGroup = outcome.ThresholdCode == ProlongedAssistance.Under25 ? Under25 : From25,
            HomeMunicipality = client?.HomeMunicipality ?? "",
            ClientGroup = client?.ClientGroup ?? "",
        };
    }
}

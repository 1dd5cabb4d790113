using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>Makes the facts that a recording adds about one client.</summary>
internal sealed class AssistanceAdditions(Guid subjectId, AssistanceRecording recording)
{
    /// <summary>A month's fact.</summary>
    public AssistanceMonthFact Month(MonthChange change) => new()
    {
        FactId = Guid.CreateVersion7(recording.RecordedAt),
        SubjectId = subjectId,
        Month = change.Month,
        Kind = change.Kind,
        MainLivelihood = change.MainLivelihood,
        KnownFrom = recording.KnownFrom,
        RecordedAt = recording.RecordedAt,
        Supersedes = change.Supersedes,
        RecordingId = recording.RecordingId,
    };

    /// <summary>
    /// Home municipality and client group, when they changed. An empty group says nothing, so what was stated before holds on, but
    /// only in the same municipality: another authority may group its clients otherwise.
    /// </summary>
    public IEnumerable<AssistanceClientFact> Client(ClientAssistanceMonths client, AssistanceHistory before)
    {
        var earlier = before.Client(recording.KnownFrom);
        var stated = client.ClientGroup.Length == 0 ? null : client.ClientGroup;
        var group = stated ?? (earlier?.HomeMunicipality == client.HomeMunicipality ? earlier.ClientGroup : null);
        if (earlier is null || earlier.HomeMunicipality != client.HomeMunicipality || earlier.ClientGroup != group)
        {
            yield return new AssistanceClientFact
            {
                FactId = Guid.CreateVersion7(recording.RecordedAt),
                SubjectId = subjectId,
                HomeMunicipality = client.HomeMunicipality,
                ClientGroup = group,
                ValidFrom = HelsinkiTime.DateOf(recording.KnownFrom),
                KnownFrom = recording.KnownFrom,
                RecordedAt = recording.RecordedAt,
                Supersedes = earlier?.FactId,
                RecordingId = recording.RecordingId,
            };
        }
    }
}

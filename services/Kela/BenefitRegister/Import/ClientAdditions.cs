using Mesh.Identity;
using Mesh.Kela.Storage;

namespace Mesh.Kela.BenefitRegister;

/// <summary>Makes the facts that an import adds about one client.</summary>
internal sealed class ClientAdditions(Guid subjectId, BenefitImport import, DateTimeOffset recordedAt)
{
    /// <summary>A day's fact.</summary>
    public PaidDayFact Day(DayChange change) => new()
    {
        FactId = Guid.CreateVersion7(recordedAt),
        SubjectId = subjectId,
        Benefit = change.Benefit,
        Day = change.Day,
        Kind = change.Kind,
        KnownFrom = import.KnownFrom,
        RecordedAt = recordedAt,
        Supersedes = change.Supersedes,
        ImportId = import.ImportId,
    };

    /// <summary>The statement about the allowance maximum, when there is one and it is new.</summary>
    public IEnumerable<AllowanceMaximumFact> Maximum(ClientImport client, ClientHistory before)
    {
        var earlier = before.Maxima.Standing(import.KnownFrom).SingleOrDefault();
        if (client.AllowanceMaximumReachedOn is { } reachedOn && reachedOn != earlier?.ReachedOn)
        {
            yield return new AllowanceMaximumFact
            {
                FactId = Guid.CreateVersion7(recordedAt),
                SubjectId = subjectId,
                ReachedOn = reachedOn,
                KnownFrom = import.KnownFrom,
                RecordedAt = recordedAt,
                Supersedes = earlier?.FactId,
                ImportId = import.ImportId,
            };
        }
    }

    /// <summary>
    /// Home municipality and client group, when they changed. An empty group says nothing, so what was stated before holds on, but
    /// only in the same municipality: another authority may group its clients otherwise.
    /// </summary>
    public IEnumerable<ClientFact> Client(ClientImport client, ClientHistory before)
    {
        var earlier = before.Client(import.KnownFrom);
        var group = client.ClientGroup ?? (earlier?.HomeMunicipality == client.HomeMunicipality ? earlier.ClientGroup : null);
        if (earlier is null || earlier.HomeMunicipality != client.HomeMunicipality || earlier.ClientGroup != group)
        {
            yield return new ClientFact
            {
                FactId = Guid.CreateVersion7(recordedAt),
                SubjectId = subjectId,
                HomeMunicipality = client.HomeMunicipality,
                ClientGroup = group,
                ValidFrom = HelsinkiTime.DateOf(import.KnownFrom),
                KnownFrom = import.KnownFrom,
                RecordedAt = recordedAt,
                Supersedes = earlier?.FactId,
                ImportId = import.ImportId,
            };
        }
    }
}

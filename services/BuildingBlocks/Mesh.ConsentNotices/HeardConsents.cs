using Mesh.Identity;
using Mesh.Messaging;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.ConsentNotices;

/// <summary>What holders have told of consents that were taken back: asked by whoever keeps copies of what was given on them (CON-5).</summary>
public sealed class HeardConsents(DbContext database, MeshClock clock, TimeProvider time)
{
    /// <summary>What has been told of these consents.</summary>
    public async Task<HeardOfConsents> OfAsync(IEnumerable<Guid> consentIds, CancellationToken cancellation)
    {
        var ids = consentIds.Distinct().ToList();
        return new(ids.Count == 0 ? [] : await database.Set<HeardConsentRow>().AsNoTracking().Where(row => ids.Contains(row.ConsentId)).ToListAsync(cancellation));
    }

    /// <summary>Writes down what was told; runs inside the notice's transaction. Told twice, it is written once.</summary>
    internal async Task HearAsync(string consentId, int revision, IEnumerable<DataCategory> remaining, NoticeContext notice, CancellationToken cancellation)
    {
        var (holder, id) = (notice.Source.ToString(), Guid.Parse(consentId));
        if (await database.Set<HeardConsentRow>().AnyAsync(row => row.ConsentId == id && row.Holder == holder && row.Revision == revision, cancellation))
        {
            return;
        }

        database.Add(new HeardConsentRow
        {
            Holder = holder,
            ConsentId = id,
            Revision = revision,
            RemainingCategories = HeardOfConsents.Write(remaining),
            TakenBackAt = notice.Time,
            KnownAt = clock.Now,
            RecordedAt = time.GetUtcNow(),
        });
    }
}

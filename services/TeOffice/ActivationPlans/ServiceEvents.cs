using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.TeOffice.Participations;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Keeps what organisers tell of a plan's services (F32).</summary>
public sealed class ServiceEvents(DbContext database, MeshClock clock, TimeProvider time)
{
    /// <summary>Whether this version of a service, or a later one, is known.</summary>
    public Task<bool> IsPassedAsync(Guid serviceId, int version, CancellationToken cancellation) => database.Set<ServiceEventRow>()
        .AnyAsync(row => row.ServiceId == serviceId && row.ServiceVersion >= version, cancellation);

    /// <summary>Keeps one; within the running transaction.</summary>
    public void Keep(PlanCaseRow plan, ServiceEvent told, Guid disclosureId) => database.Add(new ServiceEventRow
    {
        RowId = Guid.CreateVersion7(time.GetUtcNow()),
        CaseId = plan.CaseId,
        ServiceId = Guid.Parse(told.ServiceId),
        ServiceVersion = told.ServiceVersion,
        Kind = told.Kind,
        State = told.State,
        On = WireDate.Read(told.On),
        ReasonCode = told.ReasonCode,
        CaseVersion = plan.Version,
        DisclosureId = disclosureId,
        KnownFrom = clock.Now,
        RecordedAt = time.GetUtcNow(),
    });

    /// <summary>
    /// Whether the plan's services are over since it was last agreed or reviewed: one has ended or could not be arranged, and no other
    /// placement of it is agreed or going on (AKT-REV-1, review when needed).
    /// </summary>
    public async Task<bool> AreOverAsync(PlanCaseRow plan, CancellationToken cancellation)
    {
        var over = await database.Set<ServiceEventRow>().AsNoTracking()
            .Where(row => row.CaseId == plan.CaseId && row.State != ServiceEventState.Started)
            .Select(row => new { row.ServiceId, row.CaseVersion })
            .ToListAsync(cancellation);
        if (!over.Any(told => told.CaseVersion >= plan.SettledVersion))
        {
            return false;
        }

        var placements = await database.Set<ParticipationRow>().AsNoTracking()
            .Where(row => row.CaseId == plan.CaseId)
            .Select(row => row.PlacementId)
            .ToListAsync(cancellation);
        return placements.All(placement => over.Any(told => told.ServiceId == placement));
    }

    /// <summary>What was told, oldest first.</summary>
    public async Task<IEnumerable<ServiceEvent>> OfAsync(Guid caseId, CancellationToken cancellation)
    {
        var rows = await database.Set<ServiceEventRow>().AsNoTracking().Where(row => row.CaseId == caseId).ToListAsync(cancellation);
        return rows.OrderBy(row => row.KnownFrom).ThenBy(row => row.ServiceVersion).Select(row => new ServiceEvent
        {
            CaseId = row.CaseId.ToString(),
            ServiceId = row.ServiceId.ToString(),
            ServiceVersion = row.ServiceVersion,
            Kind = row.Kind,
            State = row.State,
            On = WireDate.Write(row.On),
            ReasonCode = row.ReasonCode,
        });
    }
}

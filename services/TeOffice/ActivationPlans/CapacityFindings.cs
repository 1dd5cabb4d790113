using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What the parties find of a client's capacity (KTT-NEED-1): each says it, in any order; when all have, it is joint.</summary>
public sealed class CapacityFindings(DbContext database, PlanCases cases, PlanJournal journal, MeshClock clock, TimeProvider time)
{
    /// <summary>Records a party's finding; runs inside the write's transaction.</summary>
    public async Task<CapacityFinding> RecordAsync(PlanCaseRow plan, Signer by, CancellationToken cancellation)
    {
        var next = PlanDecisions.Find(await cases.SnapshotAsync(plan, cancellation), by.Role).OrRaise();
        var row = new CapacityFindingRow
        {
            CaseId = plan.CaseId,
            Role = by.Role,
            Participation = by.Participation?.ToString() ?? "",
            PersonId = by.PersonId,
            Assurance = by.Assurance,
            FoundAt = clock.Now,
            RecordedAt = time.GetUtcNow(),
        };
        var found = Message([.. await RowsAsync(plan.CaseId, cancellation), row]);
        database.Add(row);
        await cases.ApplyAsync(plan, next, cancellation);
        journal.Record("KTT-NEED-1 FindCapacity", plan, by);
        return found;
    }

    /// <summary>What has been found; null when nobody has found anything.</summary>
    public async Task<CapacityFinding?> OfAsync(Guid caseId, CancellationToken cancellation) =>
        await RowsAsync(caseId, cancellation) is { Count: > 0 } rows ? Message(rows) : null;

    private Task<List<CapacityFindingRow>> RowsAsync(Guid caseId, CancellationToken cancellation) =>
        database.Set<CapacityFindingRow>().AsNoTracking()
            .Where(row => row.CaseId == caseId)
            .OrderBy(row => row.FoundAt).ThenBy(row => row.RecordedAt)
            .ToListAsync(cancellation);

    private static CapacityFinding Message(IReadOnlyList<CapacityFindingRow> rows)
    {
        var joint = PlanDecisions.Everybody.All(role => rows.Any(row => row.Role == role));
        return new CapacityFinding
        {
            FoundBy = { rows.Select(row => row.Role) },
            Joint = joint,
            JointOn = joint ? WireDate.Write(HelsinkiTime.DateOf(rows.Max(row => row.FoundAt))) : "",
        };
    }
}

using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.Clients;
using Mesh.WellbeingRegion.JointPlans;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>
/// Finds placements: for the client's worker and for whoever was asked for the place. Who may not gets NO_BASIS, whether the
/// placement exists or not.
/// </summary>
public sealed class Placements(
    DbContext database, ClientTies ties, JointCases joint, ActivePlans plans, AssistanceCases assistance, SubjectGate gate, FlowContext flow, MeshClock clock)
{
    /// <summary>Placements of the professional's own clients. Not tracked.</summary>
    public IQueryable<PlacementRow> SeenBy(Caller caller)
    {
        var own = ties.Of(caller);
        return database.Set<PlacementRow>().AsNoTracking().Where(row => own.Any(tie => tie.SubjectId == row.SubjectId));
    }

    /// <summary>For the client's worker, before others are asked; goes on in the flow.</summary>
    public async Task<PlacementRow> OfWorkerAsync(string placementId, Caller caller, CancellationToken cancellation)
    {
        var id = Guid.Parse(placementId);
        return Entered(await SeenBy(caller).SingleOrDefaultAsync(row => row.PlacementId == id, cancellation));
    }

    /// <summary>As <see cref="OfWorkerAsync"/>, tracked: within the transaction of an act.</summary>
    public async Task<PlacementRow> OfWorkerInActAsync(string placementId, Caller caller, CancellationToken cancellation)
    {
        var seen = await OfWorkerAsync(placementId, caller, cancellation);
        return await database.Set<PlacementRow>().SingleAsync(row => row.PlacementId == seen.PlacementId, cancellation);
    }

    /// <summary>For whoever was asked for the place; tracked.</summary>
    public async Task<PlacementRow> OfPlaceGiverAsync(string placementId, Participation giver, CancellationToken cancellation)
    {
        var id = Guid.Parse(placementId);
        var name = giver.ToString();
        return Entered(await database.Set<PlacementRow>().SingleOrDefaultAsync(
            row => row.PlacementId == id && row.WorkplaceOwner == name && row.PlaceRequestId != null, cancellation));
    }

    /// <summary>Placements of a client that take some of the client's days now or later. Not tracked.</summary>
    public async Task<List<PlacementRow>> OpenOfAsync(Guid subjectId, CancellationToken cancellation)
    {
        var rows = await database.Set<PlacementRow>().AsNoTracking().Where(row => row.SubjectId == subjectId).ToListAsync(cancellation);
        return [.. rows.Where(row => IsOpen(row.State))];
    }

    /// <summary>What measures of a joint case rest on.</summary>
    public async Task<MeasureGround> GroundAsync(JointCaseRow plan, CancellationToken cancellation) => new(
        await plans.OfAsync(plan, cancellation),
        (await assistance.OfJointCaseAsync(plan.CaseId, cancellation))?.Measures);

    /// <summary>As the other form, for a placement.</summary>
    public async Task<MeasureGround> GroundAsync(PlacementRow row, CancellationToken cancellation) => await GroundAsync(
        await joint.FindAsync(row.JointCaseId, cancellation) ?? throw new InvalidOperationException("A placement is under a joint case."),
        cancellation);

    /// <summary>
    /// Moves the placement to its next version. One that closes takes with it what was given because it was open, so the client's
    /// gate is advanced in the same transaction.
    /// </summary>
    public async Task MoveAsync(PlacementRow row, PlacementState state, CancellationToken cancellation)
    {
        if (IsOpen(row.State) && !IsOpen(state))
        {
            await gate.AdvanceAsync(row.SubjectId, cancellation);
        }

        row.State = state;
        row.Version++;
        row.ChangedAt = clock.Now;
    }

    /// <summary>The placement as decisions see it.</summary>
    public static PlacementSnapshot Snapshot(PlacementRow row) => new(row.Version, row.State, row.WorkplaceId is not null);

    /// <summary>Whether a duty to disclose may rest on it: whoever declined the place, and everybody after the end, has none.</summary>
    public static bool IsOpen(PlacementState state) =>
        state is not (PlacementState.PlaceDeclined or PlacementState.Ended or PlacementState.Rejected or PlacementState.Cancelled);

    private PlacementRow Entered(PlacementRow? row)
    {
        if (row is null)
        {
            throw Refusals.NoBasis.Raise();
        }

        flow.Continue(row.FlowId);
        return row;
    }
}

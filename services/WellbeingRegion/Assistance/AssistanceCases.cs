using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.WellbeingRegion.Clients;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>
/// Finds assistance cases: for professionals, who get NO_BASIS when they may not, whether the case exists or not, and for notices.
/// What is found to decide on is not tracked, because remote calls come before the transaction that records.
/// </summary>
public sealed class AssistanceCases(DbContext database, ClientTies ties, SubjectGate gate, FlowContext flow, MeshClock clock)
{
    /// <summary>Cases that a professional sees: the client's own worker, and everybody while nobody has taken them. Not tracked.</summary>
    public IQueryable<AssistanceCaseRow> SeenBy(Caller caller)
    {
        var own = ties.Of(caller);
        return database.Set<AssistanceCaseRow>().AsNoTracking().Where(row =>
            row.State == AssistanceState.Received || own.Any(tie => tie.SubjectId == row.SubjectId));
    }

    /// <summary>For a professional who looks; goes on in the case's flow.</summary>
    public async Task<AssistanceCaseRow> OfIntakeAsync(string caseId, Caller caller, CancellationToken cancellation)
    {
        var id = Guid.Parse(caseId);
        return Entered(await SeenBy(caller).SingleOrDefaultAsync(row => row.CaseId == id, cancellation));
    }

    /// <summary>For the client's worker, before others are asked; goes on in the case's flow.</summary>
    public async Task<AssistanceCaseRow> OfWorkerAsync(string caseId, Caller caller, CancellationToken cancellation)
    {
        var id = Guid.Parse(caseId);
        return Entered(await SeenBy(caller).SingleOrDefaultAsync(
            row => row.CaseId == id && row.State != AssistanceState.Received, cancellation));
    }

    /// <summary>The case as it is now, tracked: what is set is saved with the running transaction.</summary>
    public Task<AssistanceCaseRow> InActAsync(Guid caseId, CancellationToken cancellation) =>
        database.Set<AssistanceCaseRow>().SingleAsync(row => row.CaseId == caseId, cancellation);

    /// <summary>As <see cref="OfWorkerAsync"/>, within the transaction of an act.</summary>
    public async Task<AssistanceCaseRow> OfWorkerInActAsync(string caseId, Caller caller, CancellationToken cancellation) =>
        await InActAsync((await OfWorkerAsync(caseId, caller, cancellation)).CaseId, cancellation);

    /// <summary>The case, or null; not tracked.</summary>
    public Task<AssistanceCaseRow?> FindAsync(Guid caseId, CancellationToken cancellation) =>
        database.Set<AssistanceCaseRow>().AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == caseId, cancellation);

    /// <summary>All cases of a client, the newest first; tracked.</summary>
    public Task<List<AssistanceCaseRow>> OfSubjectAsync(Guid subjectId, CancellationToken cancellation) =>
        database.Set<AssistanceCaseRow>()
            .Where(row => row.SubjectId == subjectId)
            .OrderByDescending(row => row.ReceivedOn).ThenByDescending(row => row.CaseId)
            .ToListAsync(cancellation);

    /// <summary>The case of which the labour authority made this activation plan case; null when the plan did not begin with Kela's notice.</summary>
    public Task<AssistanceCaseRow?> OfJointCaseAsync(Guid jointCaseId, CancellationToken cancellation) =>
        database.Set<AssistanceCaseRow>().AsNoTracking()
            .OrderByDescending(row => row.ReceivedOn).ThenByDescending(row => row.CaseId)
            .FirstOrDefaultAsync(row => row.JointCaseId == jointCaseId, cancellation);

    /// <summary>
    /// Moves the case to its next version. A case that closes takes with it what was given because it was open, so the client's gate
    /// is advanced in the same transaction.
    /// </summary>
    public async Task MoveAsync(AssistanceCaseRow row, AssistanceState state, CancellationToken cancellation)
    {
        if (IsOpen(row.State) && !IsOpen(state))
        {
            await gate.AdvanceAsync(row.SubjectId, cancellation);
        }

        row.State = state;
        row.Version++;
        row.ChangedAt = clock.Now;
    }

    /// <summary>The case as decisions see it.</summary>
    public static AssistanceSnapshot Snapshot(AssistanceCaseRow row) =>
        new(row.Version, row.State, row.EvaluationId is not null, row.StartingAuthority, row.JointCaseId is not null)
        {
            IsDeclined = row.DeclineReason.Length > 0,
        };

    /// <summary>
    /// Whether a duty to disclose may rest on the case. One that is handed over is open: the labour authority has yet to fetch it.
    /// </summary>
    public static bool IsOpen(AssistanceState state) => state is not AssistanceState.Closed;

    /// <summary>Whether the region works on the case, so that a further notice about the client belongs to it.</summary>
    public static bool IsWorkedOn(AssistanceState state) => state is not (AssistanceState.Closed or AssistanceState.HandedOver);

    private AssistanceCaseRow Entered(AssistanceCaseRow? row)
    {
        if (row is null)
        {
            throw Refusals.NoBasis.Raise();
        }

        flow.Continue(row.FlowId);
        return row;
    }
}

using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Clients;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>
/// Finds joint cases: for professionals, who get NO_BASIS when they may not, whether the case exists or not, and for notices.
/// What is found to decide on is not tracked, because remote calls come before the transaction that records.
/// </summary>
public sealed class JointCases(DbContext database, ClientTies ties, FlowContext flow, MeshClock clock, TimeProvider time)
{
    /// <summary>Code of a notice about a case whose invitation has not been handled.</summary>
    public const string CaseUnknown = "CASE_UNKNOWN";

    /// <summary>Cases that a professional sees: the client's own worker, and everybody while nobody has accepted.</summary>
    public IQueryable<JointCaseRow> SeenBy(Caller caller)
    {
        var own = ties.Of(caller);
        return database.Set<JointCaseRow>().AsNoTracking().Where(row =>
            row.AcceptedAt == null || own.Any(tie => tie.SubjectId == row.SubjectId));
    }

    /// <summary>For a professional who may accept; goes on in the case's flow.</summary>
    public async Task<JointCaseRow> OfIntakeAsync(string caseId, Caller caller, CancellationToken cancellation)
    {
        var id = Guid.Parse(caseId);
        return Entered(await SeenBy(caller).SingleOrDefaultAsync(row => row.CaseId == id, cancellation));
    }

    /// <summary>For the client's worker; goes on in the case's flow.</summary>
    public async Task<JointCaseRow> OfWorkerAsync(string caseId, Caller caller, CancellationToken cancellation)
    {
        var id = Guid.Parse(caseId);
        return Entered(await (
            from row in database.Set<JointCaseRow>().AsNoTracking()
            join tie in ties.Of(caller) on row.SubjectId equals tie.SubjectId
            where row.CaseId == id && row.AcceptedAt != null
            select row).SingleOrDefaultAsync(cancellation));
    }

    /// <summary>For a notice of the case's owner.</summary>
    /// <exception cref="TransientNoticeException">The case is not known: its invitation is still to come.</exception>
    public async Task<JointCaseRow> OfNoticeAsync(string caseId, Participation source, CancellationToken cancellation)
    {
        var owner = source.ToString();
        return await FindAsync(Guid.Parse(caseId), cancellation) is { } row && row.Owner == owner
            ? row
            : throw new TransientNoticeException(CaseUnknown);
    }

    /// <summary>The case, or null; not tracked.</summary>
    public Task<JointCaseRow?> FindAsync(Guid caseId, CancellationToken cancellation) =>
        database.Set<JointCaseRow>().AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == caseId, cancellation);

    /// <summary>The case as it is now, tracked: what is set is saved with the running transaction.</summary>
    public Task<JointCaseRow> InActAsync(Guid caseId, CancellationToken cancellation) =>
        database.Set<JointCaseRow>().SingleAsync(row => row.CaseId == caseId, cancellation);

    /// <summary>The case as it is now, with what has been told of it.</summary>
    public async Task<JointCaseRow> LearnAsync(Guid caseId, int caseVersion, PlanState state, CancellationToken cancellation)
    {
        var row = await InActAsync(caseId, cancellation);
        row.Learn(caseVersion, state, clock.Now);
        return row;
    }

    /// <summary>The case's version after an act that does not move its state.</summary>
    public async Task<JointCaseRow> LearnVersionAsync(Guid caseId, int caseVersion, CancellationToken cancellation)
    {
        var row = await InActAsync(caseId, cancellation);
        row.Learn(caseVersion, row.State, clock.Now);
        return row;
    }

    /// <summary>
    /// A case that its owner opened on the region's own referral (F04): accepted from the start, since it was the region that asked.
    /// Runs inside a transaction; a case that is known already stays as it is.
    /// </summary>
    /// <exception cref="EvidenceDamagedException">It is known as another owner's or another client's.</exception>
    public async Task OpenReferredAsync(ReferredCase referred, CancellationToken cancellation)
    {
        if (await FindAsync(referred.CaseId, cancellation) is { } known)
        {
            if (known.Owner != referred.Owner.ToString() || known.SubjectId != referred.SubjectId)
            {
                throw new EvidenceDamagedException(InvitationHandler.InvitationMismatch);
            }

            return;
        }

        database.Add(new JointCaseRow
        {
            CaseId = referred.CaseId,
            Owner = referred.Owner.ToString(),
            SubjectId = referred.SubjectId,
            FlowId = referred.FlowId,
            DisclosureId = null,
            RuleIds = referred.RuleIds,
            ProposedTime = referred.ProposedTime,
            State = PlanState.Drafting,
            CaseVersion = referred.CaseVersion,
            AcceptedAt = clock.Now,
            ReceivedAt = clock.Now,
            RecordedAt = time.GetUtcNow(),
            ChangedAt = clock.Now,
        });
    }

    private JointCaseRow Entered(JointCaseRow? row)
    {
        if (row is null)
        {
            throw Refusals.NoBasis.Raise();
        }

        flow.Continue(row.FlowId);
        return row;
    }
}

/// <summary>A case opened on the region's referral.</summary>
/// <param name="CaseId">The case at its owner.</param>
/// <param name="Owner">The labour authority.</param>
/// <param name="SubjectId">The client, in this database only.</param>
/// <param name="FlowId">The flow of the referral, which the plan goes on in.</param>
/// <param name="CaseVersion">Version of the case as told.</param>
/// <param name="RuleIds">Rules that were met, separated by commas.</param>
/// <param name="ProposedTime">Proposed time of the first meeting.</param>
public sealed record ReferredCase(
    Guid CaseId, Participation Owner, Guid SubjectId, Guid FlowId, int CaseVersion, string RuleIds, DateTimeOffset? ProposedTime);

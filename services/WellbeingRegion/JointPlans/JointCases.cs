using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>
/// Finds joint cases: for professionals, who get NO_BASIS when they may not, whether the case exists or not, and for notices.
/// What is found to decide on is not tracked, because remote calls come before the transaction that records.
/// </summary>
public sealed class JointCases(DbContext database, FlowContext flow, MeshClock clock)
{
    /// <summary>Code of a notice about a case whose invitation has not been handled.</summary>
    public const string CaseUnknown = "CASE_UNKNOWN";

    /// <summary>Cases that a professional sees: the client's own worker, and everybody while nobody has accepted.</summary>
    public IQueryable<JointCaseRow> SeenBy(Caller caller)
    {
        var person = caller.PersonId;
        return database.Set<JointCaseRow>().AsNoTracking().Where(row =>
            row.AcceptedAt == null
            || database.Set<ClientTie>().Any(tie => tie.SubjectId == row.SubjectId && tie.PersonId == person));
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
            join tie in database.Set<ClientTie>() on row.SubjectId equals tie.SubjectId
            where row.CaseId == id && row.AcceptedAt != null && tie.PersonId == caller.PersonId
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

    /// <summary>Ties a professional to a client; one tie is enough.</summary>
    public async Task TieAsync(Guid subjectId, Caller caller, CancellationToken cancellation)
    {
        if (!await database.Set<ClientTie>().AnyAsync(tie => tie.SubjectId == subjectId && tie.PersonId == caller.PersonId, cancellation))
        {
            database.Add(new ClientTie { SubjectId = subjectId, PersonId = caller.PersonId!, From = clock.Now });
        }
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

using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>
/// Finds a case for somebody who may act on it, and goes on in its flow. Who may not gets NO_BASIS, whether the case exists or not.
/// </summary>
public sealed class PlanCases(DbContext database, ServiceEvents events, SubjectGate gate, FlowContext flow, MeshClock clock)
{
    /// <summary>For a professional with a tie to the client.</summary>
    public async Task<PlanCaseRow> OfProfessionalAsync(string caseId, Caller caller, CancellationToken cancellation)
    {
        var id = Guid.Parse(caseId);
        return Entered(await (
            from row in database.Set<PlanCaseRow>()
            join tie in database.Set<ClientTie>() on row.JobseekerId equals tie.JobseekerId
            where row.CaseId == id && tie.PersonId == caller.PersonId
            select row).SingleOrDefaultAsync(cancellation));
    }

    /// <summary>For the invited authority.</summary>
    public async Task<PlanCaseRow> OfPartyAsync(string caseId, Participation party, CancellationToken cancellation)
    {
        var id = Guid.Parse(caseId);
        var name = party.ToString();
        return Entered(await database.Set<PlanCaseRow>().SingleOrDefaultAsync(row => row.CaseId == id && row.Region == name, cancellation));
    }

    /// <summary>For the client.</summary>
    public async Task<PlanCaseRow> OfClientAsync(string caseId, Guid? subjectId, CancellationToken cancellation)
    {
        var id = Guid.Parse(caseId);
        return Entered(await database.Set<PlanCaseRow>().SingleOrDefaultAsync(row => row.CaseId == id && row.SubjectId == subjectId, cancellation));
    }

    /// <summary>The jobseeker's case that goes on, whoever asks; null when there is none.</summary>
    public Task<PlanCaseRow?> OpenOfAsync(Guid jobseekerId, CancellationToken cancellation) =>
        database.Set<PlanCaseRow>().SingleOrDefaultAsync(row => row.JobseekerId == jobseekerId && row.State != PlanState.Ended, cancellation);

    /// <summary>The case as decisions see it.</summary>
    public async Task<PlanSnapshot> SnapshotAsync(PlanCaseRow row, CancellationToken cancellation)
    {
        var signedBy = await database.Set<SignatureRow>()
            .Where(signature => signature.CaseId == row.CaseId && signature.PlanVersion == row.PlanVersion)
            .Select(signature => signature.Role)
            .ToListAsync(cancellation);
        return new PlanSnapshot(row.Version, row.State, row.PlanVersion, row.Digest, signedBy, row.EffectiveOn, row.LastReviewOn)
        {
            OpenedAt = row.OpenedAt,
            SettledVersion = row.SettledVersion,
            ServicesOver = row.State == PlanState.Active && await events.AreOverAsync(row, cancellation),
            FoundBy = await database.Set<CapacityFindingRow>()
                .Where(finding => finding.CaseId == row.CaseId)
                .OrderBy(finding => finding.Role)
                .Select(finding => finding.Role)
                .ToListAsync(cancellation),
            Informed = await database.Set<BenefitInformationRow>()
                .Where(information => information.CaseId == row.CaseId)
                .OrderBy(information => information.InformedAt)
                .Select(information => new InformationGiven(information.Role, information.InformedAt, information.KnownFrom))
                .ToListAsync(cancellation),
            OpenHearings = await database.Set<HearingRow>()
                .Where(hearing => hearing.CaseId == row.CaseId && hearing.AnswerBy >= clock.Today)
                .OrderBy(hearing => hearing.AnswerBy).ThenBy(hearing => hearing.HearingId)
                .Select(hearing => new OpenHearing(hearing.Ground, hearing.EventDate, hearing.AnswerBy))
                .ToListAsync(cancellation),
        };
    }

    /// <summary>
    /// Writes down how a decision came out; signatures are rows of their own. A case that closes takes with it what was given
    /// because it was open, so the client's gate is advanced in the same transaction.
    /// </summary>
    public async Task ApplyAsync(PlanCaseRow row, PlanSnapshot next, CancellationToken cancellation)
    {
        if (IsOpen(row.State) && !IsOpen(next.State))
        {
            await gate.AdvanceAsync(row.SubjectId, cancellation);
        }

        row.Version = next.Version;
        row.State = next.State;
        row.PlanVersion = next.PlanVersion;
        row.Digest = next.Digest;
        row.EffectiveOn = next.EffectiveOn;
        row.LastReviewOn = next.LastReviewOn;
        row.SettledVersion = next.SettledVersion;
        row.ChangedAt = clock.Now;
    }

    /// <summary>Whether a case in this state goes on. An interrupted one does: it may be continued (AKT-INT-5).</summary>
    public static bool IsOpen(PlanState state) => state is not PlanState.Ended;

    private PlanCaseRow Entered(PlanCaseRow? row)
    {
        if (row is null)
        {
            throw Refusals.NoBasis.Raise();
        }

        flow.Continue(row.FlowId);
        return row;
    }
}

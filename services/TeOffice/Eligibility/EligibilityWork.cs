using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Jobseekers;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>
/// What is to be decided about a jobseeker: what Kela's notice showed (F02), until a case is opened or the finding is settled; and a
/// region's question that could not be answered (F05), until Kela's counts have come.
/// </summary>
internal sealed class EligibilityWork(DbContext database) : IWorkSource
{
    private const string Service = "tyollisyys.mesh.labour.v1.EligibilityService/";

    /// <inheritdoc />
    public string Name => "eligibility";

    /// <inheritdoc />
    public Guid? Touched(object row) => row switch
    {
        FindingRow finding => finding.JobseekerId ?? finding.FindingId,
        EvaluationRow evaluation => evaluation.JobseekerId,
        RegionAsked asked => asked.JobseekerId,
        PlanCaseRow plan => plan.JobseekerId,
        _ => null,
    };

    /// <inheritdoc />
    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation) =>
        await database.Set<Jobseeker>().AsNoTracking().SingleOrDefaultAsync(row => row.JobseekerId == thing, cancellation) is { } jobseeker
            ? [.. await FindingsAsync(jobseeker, cancellation), .. await AskedAsync(jobseeker, cancellation)]
            : await OfNobodyAsync(thing, cancellation);

    // Of several notices the newest says where the client stands; a case that is open, or was opened since, has taken it up.
    private async Task<IEnumerable<Work>> FindingsAsync(Jobseeker jobseeker, CancellationToken cancellation)
    {
        var newest = await database.Set<FindingRow>().AsNoTracking()
            .Where(finding => finding.JobseekerId == jobseeker.JobseekerId)
            .OrderByDescending(finding => finding.FoundAt).ThenByDescending(finding => finding.FindingId)
            .FirstOrDefaultAsync(cancellation);
        if (newest is not { SettledAt: null })
        {
            return [];
        }

        var isTakenUp = await database.Set<PlanCaseRow>().AnyAsync(
            plan => plan.JobseekerId == jobseeker.JobseekerId && (plan.State != PlanState.Ended || plan.OpenedAt >= newest.FoundAt), cancellation);
        return isTakenUp
            ? []
            :
            [
                new Work(WorkKind.Decision, "DECIDE_ON_FINDING", newest.FindingId, Service + "EvaluateEligibility", newest.FlowId)
                {
                    SubjectId = jobseeker.SubjectId,
                    ClientId = jobseeker.JobseekerId,
                },
            ];
    }

    private async Task<IEnumerable<Work>> AskedAsync(Jobseeker jobseeker, CancellationToken cancellation)
    {
        var waiting = await database.Set<RegionAsked>().AsNoTracking()
            .Where(asked => asked.JobseekerId == jobseeker.JobseekerId)
            .Where(asked => !database.Set<EvaluationRow>().Any(evaluation =>
                evaluation.JobseekerId == asked.JobseekerId && evaluation.BenefitsKnownOn != null && evaluation.EvaluatedAt >= asked.LastAskedAt))
            .OrderByDescending(asked => asked.LastAskedAt)
            .FirstOrDefaultAsync(cancellation);
        return waiting is null
            ? []
            :
            [
                new Work(WorkKind.Decision, "EVALUATE_FOR_REGION", jobseeker.JobseekerId, Service + "EvaluateEligibility", waiting.FlowId)
                {
                    SubjectId = jobseeker.SubjectId,
                    ClientId = jobseeker.JobseekerId,
                    Counterpart = waiting.Region,
                },
            ];
    }

    // Kela told of somebody outside the register: who it is was not kept, so anybody may settle it.
    private async Task<IReadOnlyList<Work>> OfNobodyAsync(Guid findingId, CancellationToken cancellation) =>
        await database.Set<FindingRow>().AsNoTracking().SingleOrDefaultAsync(row => row.FindingId == findingId, cancellation) is { SettledAt: null } finding
            ?
            [
                new Work(WorkKind.Decision, "DECIDE_ON_FINDING", finding.FindingId, Service + "SettleEligibilityFinding", finding.FlowId) { IsUnclaimed = true },
            ]
            : [];
}

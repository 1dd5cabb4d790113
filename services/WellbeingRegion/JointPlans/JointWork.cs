using Mesh.Identity;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>
/// What joint cases wait for of the region, as far as it has been told: the invitation, its own signature and information, and the
/// review, which the owner holds and the region takes part in.
/// </summary>
internal sealed class JointWork(DbContext database) : IWorkSource
{
    private const string Service = "tyollisyys.mesh.socialcare.v1.JointPlanService/";
    private const int ReviewShownDays = 14;

    public string Name => "joint-plans";

    public Guid? Touched(object row) => row switch
    {
        JointCaseRow joint => joint.CaseId,
        OwnSignatureRow signature => signature.CaseId,
        _ => null,
    };

    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation)
    {
        var row = await database.Set<JointCaseRow>().SingleAsync(joint => joint.CaseId == thing, cancellation);
        return row switch
        {
            // Until it is accepted here, whatever the owner has told since: an answer of the owner's may have been lost.
            { AcceptedAt: null, State: not PlanState.Ended } => [Invitation(row)],
            { AcceptedAt: null } => [],
            { State: PlanState.Drafting } => [.. Information(row)],
            { State: PlanState.AwaitingSignatures } => [.. Information(row), .. await SignatureAsync(row, cancellation)],
            { State: PlanState.Active, ReviewDue: { } due } => [Review(row, due)],
            _ => [],
        };
    }

    // The meeting is proposed for a day; an answer after it comes too late.
    private static Work Invitation(JointCaseRow row) => Of(row, WorkKind.Invitation, "ACCEPT_INVITATION", "AcceptPlanInvitation") with
    {
        IsUnclaimed = true,
        DueOn = row.ProposedTime is { } meeting ? HelsinkiTime.DateOf(meeting) : null,
    };

    private static IEnumerable<Work> Information(JointCaseRow row) => row is { PlansRehabilitativeWork: true, InformedAt: null }
        ? [Of(row, WorkKind.Information, "GIVE_BENEFIT_INFORMATION", "ReportJointBenefitInformation")]
        : [];

    private static Work Review(JointCaseRow row, DateOnly due) => Of(row, WorkKind.Review, "TAKE_PART_IN_REVIEW", "FetchPlanCopy") with
    {
        DueOn = due,
        LastLawfulDate = row.ReviewLastLawful,
        ShownFrom = due.AddDays(-ReviewShownDays),
    };

    private async Task<IEnumerable<Work>> SignatureAsync(JointCaseRow row, CancellationToken cancellation) =>
        await database.Set<OwnSignatureRow>().AnyAsync(
            signature => signature.CaseId == row.CaseId && signature.PlanVersion == row.PlanVersion, cancellation)
            ? []
            : [Of(row, WorkKind.Signature, "SIGN", "SignJointPlan")];

    private static Work Of(JointCaseRow row, WorkKind kind, string code, string method) =>
        new(kind, code, row.CaseId, Service + method, row.FlowId)
        {
            SubjectId = row.SubjectId,
            CaseId = row.CaseId,
            Counterpart = row.Owner,
        };
}

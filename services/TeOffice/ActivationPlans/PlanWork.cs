using Mesh.Hosting.Errors;
using Mesh.TeOffice.Participations;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What activation plan cases wait for of the authority's own professionals: their next steps, and the date of a review.</summary>
internal sealed class PlanWork(DbContext database, PlanCases cases, PlanBytes bytes) : IWorkSource
{
    private const string Service = "tyollisyys.mesh.activationplans.v1.ActivationPlanService/";

    // The one with a date; services that are over are looked at when they are (AKT-REV-1).
    private const string HoldReview = "HOLD_REVIEW";

    private static readonly Dictionary<string, (WorkKind Kind, string Method)> Steps = new(StringComparer.Ordinal)
    {
        ["INVITE_REGION"] = (WorkKind.Plan, "InviteRegion"),
        ["DRAFT"] = (WorkKind.Plan, "DraftPlan"),
        ["AGREE_FINDING"] = (WorkKind.Finding, "RecordCapacityFinding"),
        ["GIVE_BENEFIT_INFORMATION"] = (WorkKind.Information, "RecordBenefitInformation"),
        ["SIGN"] = (WorkKind.Signature, "SignPlan"),
        ["REVIEW_SERVICES"] = (WorkKind.Review, "RecordReview"),
        [HoldReview] = (WorkKind.Review, "RecordReview"),
    };

    /// <inheritdoc />
    public string Name => "activation-plans";

    /// <inheritdoc />
    public Guid? Touched(object row) => row switch
    {
        PlanCaseRow plan => plan.CaseId,
        ServiceEventRow told => told.CaseId,
        ParticipationRow placement => placement.CaseId,
        _ => null,
    };

    /// <inheritdoc />
    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation)
    {
        var plan = await database.Set<PlanCaseRow>().SingleAsync(row => row.CaseId == thing, cancellation);
        var snapshot = await cases.SnapshotAsync(plan, cancellation);
        var steps = PlanNextSteps.Of(snapshot, await ServicesAsync(plan, cancellation));
        return [.. steps.Where(step => step.Who == SignerRole.LabourAuthority).Select(step => Of(plan, snapshot, step.Code))];
    }

    private static Work Of(PlanCaseRow plan, PlanSnapshot snapshot, string code)
    {
        var (kind, method) = Steps[code];
        var review = code == HoldReview ? PlanDecisions.NextReview(snapshot) : null;
        return new Work(kind, code, plan.CaseId, Service + method, plan.FlowId)
        {
            SubjectId = plan.SubjectId,
            ClientId = plan.JobseekerId,
            CaseId = plan.CaseId,
            Counterpart = plan.Region ?? "",
            DueOn = review?.DueDate,
            LastLawfulDate = review?.LastLawfulDate,
            ShownFrom = review?.DueDate.AddDays(-ReviewSweep.ReminderDays),
        };
    }

    // Only a version that waits for signatures has steps that depend on its services. Damaged bytes are told to whoever reads or signs
    // them; they do not keep the rest of the case from going on.
    private async Task<PlanServices> ServicesAsync(PlanCaseRow plan, CancellationToken cancellation)
    {
        try
        {
            return plan.State == PlanState.AwaitingSignatures
                ? PlanServices.Of(PlanContent.Parser.ParseFrom(await bytes.ReadAsync(plan.CaseId, plan.PlanVersion, plan.Digest, cancellation)))
                : PlanServices.None;
        }
        catch (EvidenceDamagedException)
        {
            return PlanServices.None;
        }
    }
}

using Mesh.Hosting.Errors;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What activation plan cases wait for of the authority's own professionals: their next steps, and the date of a review.</summary>
internal sealed class PlanWork(DbContext database, PlanCases cases, PlanBytes bytes) : IWorkSource
{
    private const string Service = "tyollisyys.mesh.activationplans.v1.ActivationPlanService/";

    private static readonly Dictionary<string, (WorkKind Kind, string Method)> Steps = new(StringComparer.Ordinal)
    {
        ["INVITE_REGION"] = (WorkKind.Plan, "InviteRegion"),
        ["DRAFT"] = (WorkKind.Plan, "DraftPlan"),
        ["AGREE_FINDING"] = (WorkKind.Finding, "RecordCapacityFinding"),
        ["GIVE_BENEFIT_INFORMATION"] = (WorkKind.Information, "RecordBenefitInformation"),
        ["SIGN"] = (WorkKind.Signature, "SignPlan"),
        ["HOLD_REVIEW"] = (WorkKind.Review, "RecordReview"),
    };

    /// <inheritdoc />
    public string Name => "activation-plans";

    /// <inheritdoc />
    public Guid? Touched(object row) => row is PlanCaseRow plan ? plan.CaseId : null;

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
        var review = kind == WorkKind.Review ? PlanDecisions.NextReview(snapshot) : null;
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

using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>What measures rest on: the plan as the region holds it, signed by all.</summary>
/// <param name="IsActive">Whether it is active, as far as the region can show by its own copy.</param>
/// <param name="HasRehabilitativeWork">Whether it contains rehabilitative work activity, the owner's or a contributed one.</param>
/// <param name="EffectiveOn">Civil date of its last signature; null when it is not active.</param>
public sealed record PlanInForce(bool IsActive, bool HasRehabilitativeWork, DateOnly? EffectiveOn);

/// <summary>Whether a joint plan is in force, by the region's verified copy and not by hearsay.</summary>
public sealed class ActivePlans(PlanCopies copies)
{
    /// <summary>The plan of a joint case.</summary>
    /// <exception cref="Grpc.Core.RpcException">DATA_LOSS PLAN_DIGEST_MISMATCH: the copy is no longer intact.</exception>
    public async Task<PlanInForce> OfAsync(JointCaseRow joint, CancellationToken cancellation)
    {
        try
        {
            var plan = joint.State == PlanState.Active
                ? await copies.SignedByAllAsync(joint.CaseId, joint.PlanVersion, cancellation)
                : null;
            return plan is null
                ? new PlanInForce(false, false, null)
                : new PlanInForce(true, HasRehabilitativeWork(plan.Content), plan.EffectiveOn);
        }
        catch (EvidenceDamagedException)
        {
            throw JointPlanRefusals.PlanDigestMismatch.Raise();
        }
    }

    /// <summary>Whether a version contains rehabilitative work activity, the owner's or a contributed one.</summary>
    public static bool HasRehabilitativeWork(PlanContent content) => Services(content).Any(IsRehabilitativeWork);

    private static IEnumerable<PlannedService> Services(PlanContent content) =>
        content.Services.Concat(content.Contributions.SelectMany(contribution => contribution.Services));

    private static bool IsRehabilitativeWork(PlannedService service) => service.Kind == ServiceKind.RehabilitativeWorkActivity;
}

using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>Why an act on a joint plan is refused by the region itself.</summary>
public static class JointPlanRefusals
{
    /// <summary>The region holds no copy of the version to sign with the digest to sign: nobody signs what he cannot have read.</summary>
    public static readonly RefusalReason CopyMissing = new(
        StatusCode.FailedPrecondition,
        "COPY_MISSING",
        "Hyvinvointialueella ei ole kopiota tästä suunnitelman versiosta. Hae kopio ja lue se ennen allekirjoittamista.",
        "Välfärdsområdet har ingen kopia av den här versionen av planen. Hämta kopian och läs den innan du undertecknar.",
        "The region holds no copy of this version of the plan. Fetch the copy and read it before signing.");

    /// <summary>The bytes are not the ones that were digested and signed, at the owner, on the way or here.</summary>
    public static readonly RefusalReason PlanDigestMismatch = Refusals.EvidenceDamaged(CheckedCopy.PlanDigestMismatch);
}

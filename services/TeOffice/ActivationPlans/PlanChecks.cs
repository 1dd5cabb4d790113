using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>A review is recorded when it has been held.</summary>
public sealed class ReviewCheck(MeshClock clock) : IRequestCheck<RecordReviewRequest>
{
    /// <inheritdoc />
    public void Check(RecordReviewRequest request, Violations violations) =>
        violations.AddIfAfter(clock.Today, request.HeldOn, "held_on");
}

/// <summary>What the other authority signs, finds or tells, a professional does: the client acts here in person, and no system signs.</summary>
public sealed class ProfessionalActorCheck :
    IRequestCheck<CosignPlanRequest>, IRequestCheck<ReportCapacityFindingRequest>, IRequestCheck<ReportBenefitInformationRequest>
{
    /// <inheritdoc />
    public void Check(CosignPlanRequest request, Violations violations) => Check(request.Actor, violations);

    /// <inheritdoc />
    public void Check(ReportCapacityFindingRequest request, Violations violations) => Check(request.Actor, violations);

    /// <inheritdoc />
    public void Check(ReportBenefitInformationRequest request, Violations violations) => Check(request.Actor, violations);

    private static void Check(Actor? actor, Violations violations)
    {
        // What is missing or unspecified, the contract's own rules have named.
        if (actor is { Role: not (ActorRole.Professional or ActorRole.Unspecified) })
        {
            violations.Add("actor.role", "NOT_PROFESSIONAL", "A professional does this for an authority.");
        }
    }
}

/// <summary>Information is recorded when it has been given.</summary>
public sealed class InformationCheck(MeshClock clock) : IRequestCheck<RecordBenefitInformationRequest>, IRequestCheck<ReportBenefitInformationRequest>
{
    /// <inheritdoc />
    public void Check(RecordBenefitInformationRequest request, Violations violations) => Check(request.InformedAt, violations);

    /// <inheritdoc />
    public void Check(ReportBenefitInformationRequest request, Violations violations) => Check(request.InformedAt, violations);

    private void Check(Timestamp? informedAt, Violations violations)
    {
        if (informedAt is not null && informedAt.CompareTo(clock.Now.ToTimestamp()) > 0)
        {
            violations.Add("informed_at", "IN_FUTURE", "The time is after now.");
        }
    }
}

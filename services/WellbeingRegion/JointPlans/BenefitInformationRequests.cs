using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>KTT-INFO-1 records what has been told, not what is going to be.</summary>
internal sealed class BenefitInformationRequests(MeshClock clock) : IRequestCheck<ReportJointBenefitInformationRequest>
{
    public void Check(ReportJointBenefitInformationRequest request, Violations violations)
    {
        // Compared in seconds, so that a time no clock can show is passed over here and refused by its own rule.
        if (request.InformedAt?.Seconds > clock.Now.ToUnixTimeSeconds())
        {
            violations.Add("informed_at", "IN_FUTURE", "The time is after now.");
        }
    }
}

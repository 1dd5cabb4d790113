using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.WellbeingRegion.Counterparts;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>What follows for a professional's call when the owner's door gave no copy.</summary>
internal static class CopyAnswers
{
    /// <summary>The copy that was given, checked.</summary>
    /// <exception cref="Grpc.Core.RpcException">
    /// NO_BASIS, OWNER_UNREACHABLE, or DATA_LOSS PLAN_DIGEST_MISMATCH, whichever side's bytes are not the ones that were digested.
    /// </exception>
    public static CheckedCopy OrRefuse(this DoorAnswer answer, Guid caseId)
    {
        switch (answer)
        {
            case DoorAnswer.Given given:
                try
                {
                    return CheckedCopy.Of(given, caseId);
                }
                catch (EvidenceDamagedException)
                {
                    throw JointPlanRefusals.PlanDigestMismatch.Raise();
                }
                catch (WithheldException)
                {
                    throw Refusals.NoBasis.Raise();
                }

            case DoorAnswer.Withheld:
                throw Refusals.NoBasis.Raise();
            case DoorAnswer.Damaged:
                throw JointPlanRefusals.PlanDigestMismatch.Raise();
            default:
                throw Refusals.OwnerUnreachable.Raise();
        }
    }
}

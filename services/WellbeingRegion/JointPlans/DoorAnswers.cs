using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.Messaging;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>What follows when a door gave nothing: for a notice, which waits or is parked, and for a professional's call.</summary>
internal static class DoorAnswers
{
    private const string OwnerUnreachable = "OWNER_UNREACHABLE";

    /// <summary>What was given.</summary>
    /// <exception cref="TransientNoticeException">The owner did not answer; the notice is sent again.</exception>
    /// <exception cref="WithheldException">The owner refused; the notice is parked for a person.</exception>
    /// <exception cref="EvidenceDamagedException">What came is damaged; the notice is parked for a person.</exception>
    public static DoorAnswer.Given OrFailNotice(this DoorAnswer answer) => answer switch
    {
        DoorAnswer.Given given => given,
        DoorAnswer.Withheld withheld => throw new WithheldException(withheld.Reason),
        DoorAnswer.Damaged damaged => throw new EvidenceDamagedException(damaged.Reason),
        _ => throw new TransientNoticeException(OwnerUnreachable),
    };

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

/// <summary>The owner's door gave nothing of what the region was told to fetch.</summary>
/// <param name="reason">As the door said it, for example NO_BASIS.</param>
public sealed class WithheldException(string reason) : Exception($"The owner withheld it: {reason}.");

using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.Messaging;

namespace Mesh.WellbeingRegion.Counterparts;

/// <summary>What follows for a notice when a door gave nothing: it waits, or is parked.</summary>
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
}

/// <summary>The owner's door gave nothing of what the region was told to fetch.</summary>
/// <param name="reason">As the door said it, for example NO_BASIS.</param>
public sealed class WithheldException(string reason) : Exception($"The owner withheld it: {reason}.");

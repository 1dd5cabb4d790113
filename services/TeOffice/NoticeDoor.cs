using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.TeOffice;

/// <summary>Fetches what a region's notice told of, by the notice's id, through that region's door.</summary>
public sealed class NoticeDoor(Door door, TimeProvider time)
{
    private const string SenderUnreachable = "SENDER_UNREACHABLE";

    /// <summary>What was given.</summary>
    /// <exception cref="TransientNoticeException">The region did not answer; it sends the notice again.</exception>
    /// <exception cref="NothingGivenException">The region gave nothing; the notice is parked for a person.</exception>
    /// <exception cref="EvidenceDamagedException">What came is damaged; the notice is parked for a person.</exception>
    /// <exception cref="InvalidOperationException">The notice is not a region's; it is parked for a person.</exception>
    public async Task<DoorAnswer.Given> FetchAsync(
        NoticeContext notice, Purpose purpose, DataCategory category, string handler, CancellationToken cancellation)
    {
        // Whoever tells is asked, so only who is entitled to tell this is.
        if (notice.Source.Role != ParticipantRole.SocialCare)
        {
            throw new InvalidOperationException("This is told by wellbeing services regions alone.");
        }

        var answer = await door.AskAsync(
            notice.Source,
            new DiscloseRequest
            {
                RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
                Subject = new Subject { NoticeId = notice.NoticeId.ToString() },
                Purpose = purpose,
                Categories = { category },
                Proof = new CaseProof { NoticeId = notice.NoticeId.ToString() },
                Actor = Actors.System(handler),
            },
            cancellation);
        return answer.OrFailNotice(SenderUnreachable);
    }
}

/// <summary>What follows for a notice when the sender's door gave nothing: it waits, or is parked.</summary>
internal static class DoorAnswers
{
    /// <summary>What was given.</summary>
    /// <param name="answer">What the door answered.</param>
    /// <param name="unreachable">The code under which a sender that did not answer is waited for.</param>
    /// <exception cref="TransientNoticeException">The sender did not answer; it sends the notice again.</exception>
    /// <exception cref="NothingGivenException">The sender gave nothing; the notice is parked for a person.</exception>
    /// <exception cref="EvidenceDamagedException">What came is damaged; the notice is parked for a person.</exception>
    public static DoorAnswer.Given OrFailNotice(this DoorAnswer answer, string unreachable) => answer switch
    {
        DoorAnswer.Given given => given,
        DoorAnswer.Withheld withheld => throw new NothingGivenException(withheld.Reason),
        DoorAnswer.Damaged damaged => throw new EvidenceDamagedException(damaged.Reason),
        _ => throw new TransientNoticeException(unreachable),
    };
}

/// <summary>The sender's door gave nothing of what its notice told of.</summary>
/// <param name="reason">As the door said it, for example NO_BASIS.</param>
public sealed class NothingGivenException(string reason) : Exception($"Nothing was given: {reason}.");

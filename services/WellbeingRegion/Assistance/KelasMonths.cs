using Mesh.Disclosure;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>Asks Kela about the months of the person whom its notice is about (F01). The notice names the person and is the proof.</summary>
public sealed class KelasMonths(Door door, TimeProvider time)
{
    /// <summary>What Kela's door says of the months up to a civil date.</summary>
    public Task<DoorAnswer> AskAsync(
        Participation kela, Guid noticeId, DateOnly asOf, Actor actor, CancellationToken cancellation) => door.AskAsync(
        kela,
        new DiscloseRequest
        {
            RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            Subject = new Subject { NoticeId = noticeId.ToString() },
            Purpose = Purpose.ActivationPlanNeed,
            Categories = { DataCategory.SocialAssistanceMonths },
            AsOf = WireDate.Write(asOf),
            Proof = new CaseProof { NoticeId = noticeId.ToString() },
            Actor = actor,
        },
        cancellation);
}

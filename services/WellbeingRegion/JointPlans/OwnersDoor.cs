using Mesh.Disclosure;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>What the region asks of a case's owner, through the owner's door (F03, F07–F09).</summary>
public sealed class OwnersDoor(Door door)
{
    /// <summary>F03: who is invited, why and when. The notice names the person, and is the proof of the case.</summary>
    public Task<DoorAnswer> InvitationAsync(Participation owner, Guid noticeId, Actor actor, CancellationToken cancellation)
    {
        var request = Request(noticeId, Purpose.ActivationPlanDrafting, DataCategory.PlanInvitation, actor);
        request.Subject = new Subject { NoticeId = noticeId.ToString() };
        request.Proof = new CaseProof { NoticeId = noticeId.ToString() };
        return door.AskAsync(owner, request, cancellation);
    }

    /// <summary>F07, F08: the newest version of the plan with its signatures.</summary>
    /// <param name="owner">The case's owner.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="isActive">Whether the plan is being followed and no longer made; that is another purpose.</param>
    /// <param name="attempt">Links attempts at the same thing.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<DoorAnswer> CopyAsync(
        Participation owner, Guid caseId, bool isActive, Guid attempt, Actor actor, CancellationToken cancellation)
    {
        var purpose = isActive ? Purpose.ActivationPlanFollowUp : Purpose.ActivationPlanDrafting;
        var request = Request(attempt, purpose, DataCategory.PlanCopy, actor);
        request.Subject = new Subject { CaseId = caseId.ToString() };
        return door.AskAsync(owner, request, cancellation);
    }

    /// <summary>F09: effective date and reviews.</summary>
    public Task<DoorAnswer> FollowUpAsync(
        Participation owner, Guid caseId, Guid attempt, Actor actor, CancellationToken cancellation)
    {
        var request = Request(attempt, Purpose.ActivationPlanFollowUp, DataCategory.PlanFollowUp, actor);
        request.Subject = new Subject { CaseId = caseId.ToString() };
        return door.AskAsync(owner, request, cancellation);
    }

    private static DiscloseRequest Request(Guid attempt, Purpose purpose, DataCategory category, Actor actor) => new()
    {
        RequestId = attempt.ToString(),
        Purpose = purpose,
        Categories = { category },
        Actor = actor,
    };
}

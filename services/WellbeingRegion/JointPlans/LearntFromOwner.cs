using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Counterparts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>
/// Fetches what a notice points at, and gives the act that keeps it. Each piece is passed over when it has already been fetched at a
/// later version of the case, whatever has been learnt of the other pieces.
/// </summary>
public sealed class LearntFromOwner(JointCases cases, OwnersDoor door, PlanCopies copies, MeshClock clock)
{
    private static readonly NoticeAct Nothing = _ => Task.CompletedTask;

    /// <summary>The newest version of the plan with its signatures.</summary>
    public async Task<NoticeAct> CopyAsync(
        JointCaseRow row, int caseVersion, bool isActive, NoticeContext context, Actor actor, CancellationToken cancellation)
    {
        if (caseVersion < row.CopyAsOf)
        {
            return Nothing;
        }

        var answer = await door.CopyAsync(context.Source, row.CaseId, isActive, context.NoticeId, actor, cancellation);
        var copy = CheckedCopy.Of(answer.OrFailNotice(), row.CaseId);
        return token => copies.StoreAsync(row.CaseId, copy, token);
    }

    /// <summary>Effective date and reviews.</summary>
    public async Task<NoticeAct> FollowUpAsync(
        JointCaseRow row, int caseVersion, NoticeContext context, Actor actor, CancellationToken cancellation)
    {
        if (caseVersion < row.FollowUpAsOf)
        {
            return Nothing;
        }

        var answer = await door.FollowUpAsync(context.Source, row.CaseId, context.NoticeId, actor, cancellation);
        var followUp = answer.OrFailNotice().Content.PlanFollowUp;
        return followUp?.CaseId == row.CaseId.ToString()
            ? token => StoreAsync(row.CaseId, followUp, token)
            : throw new WithheldException(Refusals.NoBasis.Reason);
    }

    private async Task StoreAsync(Guid caseId, PlanFollowUp followUp, CancellationToken cancellation)
    {
        var row = await cases.InActAsync(caseId, cancellation);
        if (followUp.CaseVersion < row.FollowUpAsOf)
        {
            return;
        }

        row.FollowUpAsOf = followUp.CaseVersion;
        row.ReviewDue = followUp.Review is null ? null : WireDate.Read(followUp.Review.DueDate);
        row.ReviewLastLawful = followUp.Review is null ? null : WireDate.Read(followUp.Review.LastLawfulDate);
        row.ChangedAt = clock.Now;

        // The state is not told here, but only an active plan has a next review.
        if (followUp.Review is not null)
        {
            row.Learn(followUp.CaseVersion, PlanState.Active, clock.Now);
        }
    }
}

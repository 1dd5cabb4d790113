using System.Globalization;
using Mesh.ClientNotices;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What the client is told of his or her own case (F33), in the transaction of the act that it tells of.</summary>
public sealed class PlanMessages(ClientPost post)
{
    /// <summary>F07: a version waits for the client's signature.</summary>
    public void AskSignature(PlanCaseRow plan) => Send(plan, ClientNoticeKind.SignatureAsked, null, VersionOf(plan));

    /// <summary>F08: the plan is in effect; the first review is named, so that the client knows what comes next.</summary>
    public void TellActivated(PlanCaseRow plan) => Send(plan, ClientNoticeKind.PlanActivated, NextReview(plan).DueDate, VersionOf(plan));

    /// <summary>KTT-INFO-1: it was recorded that the client was told of benefits; who was not can say so before signing.</summary>
    public void TellInformed(PlanCaseRow plan, Guid informationId) =>
        Send(plan, ClientNoticeKind.BenefitInformation, null, informationId.ToString());

    /// <summary>AKT-REV-1: a review is near.</summary>
    public void TellReviewDue(PlanCaseRow plan) => Send(plan, ClientNoticeKind.ReviewDue, NextReview(plan).DueDate, VersionOf(plan));

    /// <summary>AKT-REV-1: a review was not held by its last lawful day, which is the date named.</summary>
    public void TellReviewOverdue(PlanCaseRow plan) => Send(plan, ClientNoticeKind.ReviewOverdue, NextReview(plan).LastLawfulDate, VersionOf(plan));

    /// <summary>AKT-INT-3: the client may give a view before the matter is decided, through the day named. Gives the message's id.</summary>
    public Guid InviteToHearing(PlanCaseRow plan, Guid hearingId, DateOnly answerBy) =>
        Send(plan, ClientNoticeKind.Hearing, answerBy, hearingId.ToString());

    private Guid Send(PlanCaseRow plan, ClientNoticeKind kind, DateOnly? dueOn, string reference) =>
        post.Send(plan.SubjectId, kind, plan.CaseId, dueOn, reference);

    private static string VersionOf(PlanCaseRow plan) => plan.PlanVersion.ToString(CultureInfo.InvariantCulture);

    private static Deadline NextReview(PlanCaseRow plan) => ReviewSchedule.After(
        plan.LastReviewOn ?? plan.EffectiveOn ?? throw new InvalidOperationException("A plan that is not in effect has no review."));
}

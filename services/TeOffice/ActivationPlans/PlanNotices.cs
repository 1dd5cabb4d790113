using System.Diagnostics;
using Google.Protobuf;
using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.TeOffice.Referrals;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>
/// Who is told of a case: the region on the bus, with ids and codes, and fetches the rest through the door; the client by message (F33).
/// </summary>
public sealed class PlanNotices(Outbox outbox, NoticeSubjects subjects, PlanMessages messages)
{
    /// <summary>F03. Goes on in the trace that led to the need, so that an operator sees one line from Kela to the region.</summary>
    public void TellInvited(PlanCaseRow plan) => Send(
        plan,
        new PlanInvitationSent { CaseId = plan.CaseId.ToString(), CaseVersion = plan.Version },
        "F03 PlanInvitationSent",
        Origin(plan.Trace));

    /// <summary>
    /// F04: the region's referral is accepted and the case open. Goes on in the trace in which the referral came. By a handover the
    /// region is no party of the case, so there is nothing that it may fetch.
    /// </summary>
    public void TellReferralAccepted(PlanCaseRow plan, RegionReferralRow referral)
    {
        var notice = new RegionReferralAccepted
        {
            ReferralId = referral.ReferralId.ToString(),
            CaseId = plan.CaseId.ToString(),
            CaseVersion = plan.Version,
        };
        var id = outbox.Add(notice, Stored(referral.Region), "F04 RegionReferralAccepted", plan.CaseId, Origin(referral.Trace));
        if (plan.Region == referral.Region)
        {
            subjects.Link(id, plan.SubjectId, Stored(referral.Region), plan.CaseId);
        }
    }

    /// <summary>F04: the region's referral is not taken.</summary>
    public void TellReferralDeclined(RegionReferralRow referral) => outbox.Add(
        new RegionReferralDeclined { ReferralId = referral.ReferralId.ToString(), ReasonCode = referral.DeclineReason },
        Stored(referral.Region),
        "F04 RegionReferralDeclined",
        continues: Origin(referral.Trace));

    /// <summary>F07: there is a version to read and sign.</summary>
    public void TellDrafted(PlanCaseRow plan)
    {
        Send(
            plan,
            new PlanVersionDrafted { CaseId = plan.CaseId.ToString(), CaseVersion = plan.Version, PlanVersion = plan.PlanVersion },
            "F07 PlanVersionDrafted");
        messages.AskSignature(plan);
    }

    /// <summary>F07: somebody signed; F08 when it was the last signature.</summary>
    public void TellSigned(PlanCaseRow plan, SignerRole role)
    {
        Send(
            plan,
            new PlanSigned { CaseId = plan.CaseId.ToString(), CaseVersion = plan.Version, PlanVersion = plan.PlanVersion, SignerRole = role },
            "F07 PlanSigned");
        if (plan.State == PlanState.Active)
        {
            Send(
                plan,
                new PlanActivated { CaseId = plan.CaseId.ToString(), CaseVersion = plan.Version, PlanVersion = plan.PlanVersion },
                "F08 PlanActivated");
            messages.TellActivated(plan);
        }
    }

    /// <summary>F09: a review was held.</summary>
    public void TellReviewed(PlanCaseRow plan, string resultCode) => Send(
        plan,
        new PlanReviewHeld { CaseId = plan.CaseId.ToString(), CaseVersion = plan.Version, ResultCode = resultCode },
        "F09 PlanReviewHeld");

    /// <summary>F09: a review was not held by its last lawful day.</summary>
    public void TellOverdue(PlanCaseRow plan)
    {
        Send(plan, new PlanReviewOverdue { CaseId = plan.CaseId.ToString(), CaseVersion = plan.Version }, "F09 PlanReviewOverdue");
        messages.TellReviewOverdue(plan);
    }

    private void Send<TNotice>(PlanCaseRow plan, TNotice notice, string step, ActivityContext? continues = null)
        where TNotice : IMessage
    {
        var region = Stored(plan.Region);
        var id = outbox.Add(notice, region, step, plan.CaseId, continues);
        subjects.Link(id, plan.SubjectId, region, plan.CaseId);
    }

    private static ActivityContext? Origin(string trace) => ActivityContext.TryParse(trace, null, out var origin) ? origin : null;

    private static Participation Stored(string? region) => Participation.TryParse(region, out var participation)
        ? participation
        : throw new InvalidOperationException("Nobody was invited to the case, so there is nobody to tell.");
}

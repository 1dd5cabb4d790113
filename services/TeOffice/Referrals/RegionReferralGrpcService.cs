using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Jobseekers;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;
using StartTargets = Mesh.Statutes.StartTargets;

namespace Mesh.TeOffice.Referrals;

/// <summary>Referrals as the authority's professionals work on them.</summary>
public sealed class RegionReferralGrpcService(
    Writes writes, RegionReferrals referrals, ReferralReceipt receipt, PlanOpening opening, PlanCases cases, PlanNotices notices, FlowJournal journal, CallScope call, MeshClock clock)
    : RegionReferralService.RegionReferralServiceBase
{
    /// <inheritdoc />
    public override async Task<ListRegionReferralsResponse> ListRegionReferrals(ListRegionReferralsRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var rows = await referrals.PageAsync(call.Caller, page, context.CancellationToken);
        return new ListRegionReferralsResponse
        {
            Referrals = { rows.Select(row => Entry(row.Referral, row.Jobseeker)) },
            NextPageToken = page.Next(rows.Count),
        };
    }

    /// <inheritdoc />
    public override Task<AcceptRegionReferralResponse> AcceptRegionReferral(AcceptRegionReferralRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var (referral, jobseeker) = await referrals.OfCallerAsync(request.ReferralId, call.Caller, cancellation);
            var plan = referral.Kind == ReferralKind.Invitation
                ? await JoinAsync(referral, jobseeker, cancellation)
                : await StartAsync(referral, jobseeker, cancellation);
            (referral.AcceptedAt, referral.AcceptedBy, referral.CaseId) = (clock.Now, call.Caller.PersonId, plan.CaseId);
            journal.Record("F04 AcceptRegionReferral", Road.Own, null, caseId: plan.CaseId);
            notices.TellReferralAccepted(plan, referral);
            return new AcceptRegionReferralResponse
            {
                JobseekerId = jobseeker.JobseekerId.ToString(),
                CaseId = plan.CaseId.ToString(),
                CaseVersion = plan.Version,
                State = plan.State,
            };
        });

    /// <inheritdoc />
    public override Task<DeclineRegionReferralResponse> DeclineRegionReferral(DeclineRegionReferralRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var (referral, _) = await referrals.OfAnybodyAsync(request.ReferralId, call.Caller, cancellation);
            RefuseAnswered(referral);
            (referral.ClosedAt, referral.DeclineReason, referral.DeclinedBy) = (clock.Now, request.ReasonCode, call.Caller.PersonId);
            journal.Record("F04 DeclineRegionReferral", Road.Own, null);
            notices.TellReferralDeclined(referral);
            return new DeclineRegionReferralResponse();
        });

    // AKT-START-PRIO: this authority starts, on the months that the region found; its own evaluation knows nothing of assistance. Where
    // it has started already, that plan is the answer.
    private async Task<PlanCaseRow> StartAsync(RegionReferralRow referral, Jobseeker jobseeker, CancellationToken cancellation)
    {
        RefuseAnswered(referral);
        return await cases.OpenOfAsync(jobseeker.JobseekerId, cancellation) ?? Open(referral, jobseeker);
    }

    // Each authority may invite the other (AKT-START-T, AKT-START-H). Where both have, the plan that both work on already is the answer.
    private async Task<PlanCaseRow> JoinAsync(RegionReferralRow referral, Jobseeker jobseeker, CancellationToken cancellation)
    {
        var open = await cases.OpenOfAsync(jobseeker.JobseekerId, cancellation);
        if (open is not null && (referral.AcceptedAt is not null || open.Region != referral.Region || open.State is PlanState.Identified or PlanState.Invited))
        {
            throw PlanRefusals.CaseAlreadyOpen.Raise();
        }

        RefuseAnswered(referral);
        return open ?? Open(referral, jobseeker);
    }

    private PlanCaseRow Open(RegionReferralRow referral, Jobseeker jobseeker)
    {
        var content = receipt.Read(referral);
        return opening.OpenReferred(jobseeker, new PlanReferral(
            referral.ReferralId,
            referral.Kind == ReferralKind.Invitation ? referral.Region : null,
            content.RuleIds,
            WireDate.Read(content.AssessedOn),
            content.ProposedTime?.ToDateTimeOffset(),
            content.Representative,
            referral.FlowId,
            referral.Trace));
    }

    private RegionReferralEntry Entry(RegionReferralRow referral, Jobseeker? jobseeker)
    {
        var content = receipt.Read(referral);
        var receivedOn = HelsinkiTime.DateOf(referral.ReceivedAt);
        return new RegionReferralEntry
        {
            ReferralId = referral.ReferralId.ToString(),
            Region = referral.Region,
            Kind = referral.Kind,
            JobseekerId = jobseeker?.JobseekerId.ToString() ?? "",
            RuleIds = { content.RuleIds },
            ReceivedOn = WireDate.Write(receivedOn),
            AcknowledgeBy = WireDate.Write(StartTargets.After(receivedOn).AcknowledgeBy),
            Representative = content.Representative,
            FlowId = referral.FlowId.ToString(),
        };
    }

    private static void RefuseAnswered(RegionReferralRow referral)
    {
        if (referral.ClosedAt is not null)
        {
            throw ReferralRefusals.Closed.Raise();
        }

        if (referral.AcceptedAt is not null)
        {
            throw ReferralRefusals.AlreadyAccepted.Raise();
        }
    }
}

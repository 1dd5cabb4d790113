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
            var response = new AcceptRegionReferralResponse { JobseekerId = jobseeker.JobseekerId.ToString() };
            if (referral.Kind == ReferralKind.Invitation)
            {
                var plan = await OpenAsync(referral, jobseeker, cancellation);
                (response.CaseId, response.CaseVersion, response.State) = (plan.CaseId.ToString(), plan.Version, plan.State);
            }
            else
            {
                RefuseAccepted(referral);
                journal.Record("F04 AcceptRegionReferral", Road.Own, null);
            }

            (referral.AcceptedAt, referral.AcceptedBy) = (clock.Now, call.Caller.PersonId);
            return response;
        });

    // Each authority may invite the other (AKT-START-T, AKT-START-H). Where both have, the plan that both work on already is the answer.
    private async Task<PlanCaseRow> OpenAsync(RegionReferralRow referral, Jobseeker jobseeker, CancellationToken cancellation)
    {
        var open = await cases.OpenOfAsync(jobseeker.JobseekerId, cancellation);
        if (open is not null && (referral.AcceptedAt is not null || open.Region != referral.Region || open.State is PlanState.Identified or PlanState.Invited))
        {
            throw PlanRefusals.CaseAlreadyOpen.Raise();
        }

        RefuseAccepted(referral);
        var plan = open ?? Open(referral, jobseeker);
        referral.CaseId = plan.CaseId;
        journal.Record("F04 AcceptRegionReferral", Road.Own, null, caseId: plan.CaseId);
        notices.TellReferralAccepted(plan, referral.ReferralId, referral.Trace);
        return plan;
    }

    private PlanCaseRow Open(RegionReferralRow referral, Jobseeker jobseeker)
    {
        var content = receipt.Read(referral);
        return opening.OpenReferred(jobseeker, new PlanReferral(
            referral.ReferralId,
            referral.Region,
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

    private static void RefuseAccepted(RegionReferralRow referral)
    {
        if (referral.AcceptedAt is not null)
        {
            throw ReferralRefusals.AlreadyAccepted.Raise();
        }
    }
}

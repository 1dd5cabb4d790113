using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Eligibility;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;

namespace Mesh.TeOffice.Referrals;

/// <summary>Finds referrals for who works on them, and tells regions of what they wait for.</summary>
public sealed class RegionReferrals(DbContext database, Outbox outbox, NoticeSubjects subjects, FlowContext flow)
    : IEvaluationOrigins, IJobSearchFactListener
{
    /// <summary>
    /// Waiting for an answer, newest first: those about the caller's own clients, and those about people not in the register, which
    /// are everybody's.
    /// </summary>
    public async Task<IReadOnlyList<(RegionReferralRow Referral, Jobseeker? Jobseeker)>> PageAsync(
        Caller caller, PageToken page, CancellationToken cancellation)
    {
        var rows = await (
            from referral in database.Set<RegionReferralRow>().AsNoTracking()
            where referral.AcceptedAt == null && referral.ClosedAt == null
            join registered in database.Set<Jobseeker>().AsNoTracking() on referral.SubjectId equals registered.SubjectId into found
            from jobseeker in found.DefaultIfEmpty()
            where jobseeker == null
                || database.Set<ClientTie>().Any(tie => tie.JobseekerId == jobseeker.JobseekerId && tie.PersonId == caller.PersonId)
            orderby referral.ReceivedAt descending, referral.ReferralId descending
            select new { referral, jobseeker }).Skip(page.Offset).Take(page.Size).ToListAsync(cancellation);
        return [.. rows.Select(row => (row.referral, (Jobseeker?)row.jobseeker))];
    }

    /// <summary>A referral and its jobseeker, for a professional with a tie to the client; goes on in its flow.</summary>
    /// <exception cref="Grpc.Core.RpcException">NO_BASIS; NOT_REGISTERED_HERE, since who is nobody's client yet is everybody's.</exception>
    public async Task<(RegionReferralRow Referral, Jobseeker Jobseeker)> OfCallerAsync(
        string referralId, Caller caller, CancellationToken cancellation) =>
        await OfAnybodyAsync(referralId, caller, cancellation) is var (referral, jobseeker) && jobseeker is not null
            ? (referral, jobseeker)
            : throw ReferralRefusals.NotRegisteredHere.Raise();

    /// <summary>As <see cref="OfCallerAsync"/>, and for anybody while the person is not in the register.</summary>
    /// <exception cref="Grpc.Core.RpcException">NO_BASIS.</exception>
    public async Task<(RegionReferralRow Referral, Jobseeker? Jobseeker)> OfAnybodyAsync(
        string referralId, Caller caller, CancellationToken cancellation)
    {
        var id = Guid.Parse(referralId);
        var found = await (
            from referral in database.Set<RegionReferralRow>()
            where referral.ReferralId == id
            join registered in database.Set<Jobseeker>() on referral.SubjectId equals registered.SubjectId into known
            from jobseeker in known.DefaultIfEmpty()
            select new
            {
                referral,
                jobseeker,
                Tied = database.Set<ClientTie>().Any(tie => tie.JobseekerId == jobseeker.JobseekerId && tie.PersonId == caller.PersonId),
            }).SingleOrDefaultAsync(cancellation);
        if (found is null or { jobseeker: not null, Tied: false })
        {
            throw Refusals.NoBasis.Raise();
        }

        flow.Continue(found.referral.FlowId);
        return (found.referral, found.jobseeker);
    }

    /// <inheritdoc />
    public async Task<EvaluationOrigin?> OriginAsync(Guid jobseekerId, CancellationToken cancellation) => await (
        from referral in database.Set<RegionReferralRow>().AsNoTracking()
        join jobseeker in database.Set<Jobseeker>() on referral.SubjectId equals jobseeker.SubjectId
        where jobseeker.JobseekerId == jobseekerId
        orderby referral.ReceivedAt descending, referral.ReferralId descending
        select new EvaluationOrigin(referral.FlowId, referral.Trace, referral.ReceivedAt)).FirstOrDefaultAsync(cancellation);

    /// <summary>
    /// Tells each region that waits for the fact to ask again (F05). A region that handed the client over has ended its case, and one
    /// whose joint case has ended, or whose referral was declined or withdrawn, waits for nothing.
    /// </summary>
    public async Task RecordedAsync(Jobseeker jobseeker, CancellationToken cancellation)
    {
        var waiting = await database.Set<RegionReferralRow>().AsNoTracking()
            .Where(referral => referral.SubjectId == jobseeker.SubjectId && referral.Kind == ReferralKind.Invitation && referral.ClosedAt == null)
            .Where(referral => referral.CaseId == null
                || database.Set<PlanCaseRow>().Any(plan => plan.CaseId == referral.CaseId && plan.State != PlanState.Ended))
            .OrderBy(referral => referral.ReceivedAt).ThenBy(referral => referral.ReferralId)
            .ToListAsync(cancellation);
        foreach (var referral in waiting)
        {
            flow.Continue(referral.FlowId);
            var region = Participation.TryParse(referral.Region, out var told)
                ? told
                : throw new InvalidOperationException("A referral is a participation's.");
            var notice = new JobSearchFactRecorded { ReferralId = referral.ReferralId.ToString() };
            subjects.Link(outbox.Add(notice, region, "F05 JobSearchFactRecorded", referral.CaseId), jobseeker.SubjectId, region, referral.CaseId);
        }
    }
}

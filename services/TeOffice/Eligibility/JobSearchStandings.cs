using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.Statutes;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>Where a jobseeker stands on a civil date, as known now (F05).</summary>
public sealed class JobSearchStandings(DbContext database, JobseekerRegister register)
{
    /// <summary>A payment period of unemployment benefit is at most a month; what was told longer ago tells nothing of today.</summary>
    public const int FreshDays = 31;

    /// <summary>The standing. Facts after the date are left out; a booking is a fact of the day it was made, not of its interview.</summary>
    public async Task<JobSearchStanding> OfAsync(Jobseeker jobseeker, DateOnly asOf, CancellationToken cancellation)
    {
        var facts = await register.FactsAsync(jobseeker.JobseekerId, cancellation);
        var benefits = await BenefitsAsync(jobseeker.JobseekerId, asOf, cancellation);
        return new JobSearchStanding
        {
            AsOf = WireDate.Write(asOf),
            JobSearchValid = new JobSearchValidity(jobseeker.ValidFrom, facts).IsValidOn(asOf),
            EmploymentPlanMadeOn = Newest(JobseekerFactKind.EmploymentPlanMade),
            InterviewBookedFor = WireDate.WriteOptional(facts
                .Where(fact => fact.Kind == JobseekerFactKind.InterviewBooked && HelsinkiTime.DateOf(fact.KnownFrom) <= asOf)
                .OrderBy(fact => fact.KnownFrom).ThenBy(fact => fact.FactId)
                .LastOrDefault()?.On),
            InterviewHeldOn = Newest(JobseekerFactKind.InterviewHeld),
            StartingAuthority = StartedBy(benefits, asOf),
            BenefitsKnownOn = WireDate.WriteOptional(benefits?.BenefitsKnownOn),
        };

        string Newest(JobseekerFactKind kind) =>
            WireDate.WriteOptional(facts.LastOrDefault(fact => fact.Kind == kind && fact.On <= asOf)?.On);
    }

    // The newest evaluation that Kela's counts came with; one that they did not come with says nothing of benefits.
    private Task<EvaluationRow?> BenefitsAsync(Guid jobseekerId, DateOnly asOf, CancellationToken cancellation) =>
        database.Set<EvaluationRow>().AsNoTracking()
            .Where(row => row.JobseekerId == jobseekerId && row.BenefitsKnownOn != null && row.BenefitsKnownOn <= asOf)
            .OrderByDescending(row => row.BenefitsKnownOn).ThenByDescending(row => row.EvaluatedAt).ThenByDescending(row => row.EvaluationId)
            .FirstOrDefaultAsync(cancellation);

    // The region asks because Kela told it of social assistance, so that much is known. Of days before the law is formalised, nothing is.
    private static StartingAuthority StartedBy(EvaluationRow? benefits, DateOnly asOf) => asOf < Era.All[0].From
        ? StartingAuthority.Unspecified
        : StartingAuthorityRule.Decide(UnemploymentBenefitPaid(benefits, asOf), Fact.Known(true), asOf).StartedBy switch
        {
            DecidingAuthority.LabourAuthority => StartingAuthority.LabourAuthority,
            DecidingAuthority.SocialCare => StartingAuthority.SocialCare,
            _ => StartingAuthority.Unspecified,
        };

    private static Fact<bool> UnemploymentBenefitPaid(EvaluationRow? benefits, DateOnly asOf) =>
        benefits is { BenefitsKnownOn: { } knownOn } && knownOn >= asOf.AddDays(-FreshDays)
            ? Fact.Known(benefits.BenefitLastPaidOn >= knownOn.AddDays(-FreshDays))
            : Fact.Unknown<bool>();
}

using Mesh.Disclosure;
using Mesh.Eligibility;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.Statutes;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Benefit = Mesh.Statutes.Benefit;

namespace Mesh.TeOffice.Eligibility;

/// <summary>Jobseekers whose job search is valid, as the comparison of criteria needs them: this register's facts and Kela's counts.</summary>
internal sealed class JobseekersCompared(
    DbContext database, JobseekerRegister register, Subjects subjects, BenefitDaysFromKela kela, CapacityFindings capacity, OfficeProfile office, MeshClock clock)
    : IComparedClients
{
    /// <inheritdoc />
    public Profile Profile => office.Profile;

    /// <inheritdoc />
    public async Task<ComparedClient> OfCallerAsync(Guid clientId, Caller caller, CancellationToken cancellation) =>
        Of(await register.OfCallerAsync(clientId, caller, cancellation));

    /// <inheritdoc />
    public async Task<IReadOnlyList<Guid>> IdsAsync(CancellationToken cancellation) =>
        await database.Set<Jobseeker>().OrderBy(jobseeker => jobseeker.JobseekerId).Select(jobseeker => jobseeker.JobseekerId).ToListAsync(cancellation);

    /// <inheritdoc />
    public async Task<ComparedClient?> FindAsync(Guid clientId, CancellationToken cancellation) =>
        await database.Set<Jobseeker>().AsNoTracking().SingleOrDefaultAsync(row => row.JobseekerId == clientId, cancellation) is { } jobseeker
        && (await register.ValidityAsync(jobseeker, cancellation)).IsValidOn(clock.Today)
            ? Of(jobseeker)
            : null;

    /// <inheritdoc />
    public async Task<GatheredFacts> GatherAsync(ComparedClient client, DateOnly asOf, Actor actor, CancellationToken cancellation)
    {
        var jobseeker = await database.Set<Jobseeker>().AsNoTracking().SingleAsync(row => row.JobseekerId == client.ClientId, cancellation);
        var code = await subjects.RevealAsync(jobseeker.SubjectId, cancellation);
        var answer = await kela.AboutAsync(jobseeker, code, Purpose.JointService, asOf, actor, cancellation);
        var held = await register.FactsAsync(jobseeker.JobseekerId, cancellation);
        var plan = await database.Set<PlanCaseRow>().AsNoTracking()
            .Where(row => row.JobseekerId == jobseeker.JobseekerId)
            .OrderByDescending(row => row.OpenedAt)
            .FirstOrDefaultAsync(cancellation);
        var told = answer.Content?.BenefitDays;
        var facts = new ClientFacts
        {
            BirthDate = code.BirthDate,
            EmploymentPlanMadeOn = Day(held, JobseekerFactKind.EmploymentPlanMade),
            InterviewHeldOn = Day(held, JobseekerFactKind.InterviewHeld),
            ActivationPlanReviewedOn = plan is { State: PlanState.Active } ? Known(plan.LastReviewOn ?? plan.EffectiveOn) : Fact.KnownNone<DateOnly>(),
            CapacityLimitsFound = plan is not null && await capacity.OfAsync(plan.CaseId, cancellation) is { Joint: true } ? Fact.Known(true) : default,

            // What is asked here is the client's own municipality's obligation.
            IsHomeMunicipality = Fact.Known(true),
            BenefitDays = KelaCounts.Days(told),
            BenefitPaid = Paid(told, asOf),
            AllowanceMaximumReachedOn = told is null ? default : KelaCounts.Told(told.AllowanceMaximumReachedOn),
            AllowancePeriodEndedOn = told is null ? default : KelaCounts.Told(told.AllowancePeriodEndedOn),
        };
        return new GatheredFacts(
            facts,
            [new(DataCategory.BenefitDays, answer.Kela, answer.Source, answer.DisclosureId, KelaCounts.KnownOn(told))]);
    }

    private static ComparedClient Of(Jobseeker jobseeker) => new(jobseeker.JobseekerId, jobseeker.SubjectId, null);

    private static Fact<DateOnly> Day(List<JobseekerFact> held, JobseekerFactKind kind) => Known(held.Find(fact => fact.Kind == kind)?.On);

    private static Fact<DateOnly> Known(DateOnly? day) => day is { } known ? Fact.Known(known) : Fact.KnownNone<DateOnly>();

    // The benefit whose last payment is recent goes on; of two, the one paid last.
    private static Fact<Benefit> Paid(BenefitDayCounts? told, DateOnly asOf)
    {
        if (told is null)
        {
            return default;
        }

        var since = asOf.AddDays(-JobSearchStandings.FreshDays);
        var (subsidy, allowance) = (WireDate.ReadOptional(told.LastPaidDate), WireDate.ReadOptional(told.LastPaidAllowanceDate));
        return Nullable.Compare(subsidy, allowance) >= 0 && subsidy >= since ? Fact.Known(Benefit.LabourMarketSubsidy)
            : allowance >= since ? Fact.Known(Benefit.UnemploymentDailyAllowance)
            : Fact.KnownNone<Benefit>();
    }
}

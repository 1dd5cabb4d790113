using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.TeOffice.Pointers;

/// <summary>
/// ASSESSMENT_POINTERS at the door (F31): employment plans made, and activation plans. One that is being drafted counts from its first
/// version, so that nobody begins a second; nothing tells it from one in effect, since that would be its content.
/// </summary>
public sealed class PlanPointers(DbContext database, JobseekerRegister register, PointerUnits units, Self self) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.AssessmentPointers;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var made = (await ActivationPlansAsync(request.SubjectId, cancellation))
            .Concat(await EmploymentPlansAsync(request.SubjectId, cancellation))
            .Where(plan => plan.MadeOn <= request.AsOf)
            .OrderBy(plan => plan.MadeOn).ThenBy(plan => plan.Kind)
            .ToList();
        if (made.Count > 0)
        {
            content.AssessmentPointers = new AssessmentPointers { Pointers = { made.Select(plan => Pointer(plan.Kind, plan.MadeOn)) } };
        }
    }

    private async Task<IEnumerable<(AssessmentKind Kind, DateOnly MadeOn)>> ActivationPlansAsync(Guid subjectId, CancellationToken cancellation)
    {
        var plans = await (
            from plan in database.Set<PlanCaseRow>().AsNoTracking()
            join version in database.Set<PlanVersionRow>().AsNoTracking() on plan.CaseId equals version.CaseId
            where plan.SubjectId == subjectId && version.PlanVersion == 1
            select new { plan.EffectiveOn, version.WrittenAt }).ToListAsync(cancellation);
        return plans.Select(plan => (AssessmentKind.ActivationPlan, plan.EffectiveOn ?? HelsinkiTime.DateOf(plan.WrittenAt)));
    }

    private async Task<IEnumerable<(AssessmentKind Kind, DateOnly MadeOn)>> EmploymentPlansAsync(Guid subjectId, CancellationToken cancellation) =>
        await register.OfSubjectAsync(subjectId, cancellation) is { } jobseeker
            ? (await register.FactsAsync(jobseeker.JobseekerId, cancellation))
                .Where(fact => fact.Kind == JobseekerFactKind.EmploymentPlanMade)
                .Select(fact => (AssessmentKind.EmploymentPlan, fact.On))
            : [];

    private AssessmentPointer Pointer(AssessmentKind kind, DateOnly madeOn) => new()
    {
        Kind = kind,
        MadeOn = WireDate.Write(madeOn),
        Organisation = self.Participation.ToString(),
        Unit = units.Of(self.Participation),
    };
}

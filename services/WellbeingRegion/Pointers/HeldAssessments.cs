using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.WellbeingRegion.Counterparts;
using Mesh.WellbeingRegion.JointPlans;
using Mesh.WellbeingRegion.WorkAbility;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.Pointers;

/// <summary>
/// ASSESSMENT_POINTERS at the door (F31): the region's own assessments of the ability to work, each by its day and nothing of what it found;
/// and activation plans of which the region holds a copy that everybody has signed, each pointing at its owner. What is still being
/// drafted is its owner's to tell.
/// </summary>
public sealed class HeldAssessments(DbContext database, PlanCopies copies, PointerUnits units, Self self) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.AssessmentPointers;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var held = await database.Set<JointCaseRow>().AsNoTracking()
            .Where(row => row.SubjectId == request.SubjectId && row.PlanVersion > 0)
            .OrderBy(row => row.ReceivedAt).ThenBy(row => row.CaseId)
            .ToListAsync(cancellation);
        var pointers = await WorkAbilityAsync(request, cancellation);
        foreach (var row in held)
        {
            if (await copies.SignedByAllAsync(row.CaseId, row.PlanVersion, cancellation) is { } plan && plan.EffectiveOn <= request.AsOf)
            {
                pointers.Add(new AssessmentPointer
                {
                    Kind = AssessmentKind.ActivationPlan,
                    MadeOn = WireDate.Write(plan.EffectiveOn),
                    Organisation = row.Owner,
                    Unit = units.Of(RemoteActs.Stored(row.Owner)),
                });
            }
        }

        if (pointers.Count > 0)
        {
            content.AssessmentPointers = new AssessmentPointers
            {
                Pointers = { pointers.OrderBy(pointer => pointer.MadeOn, StringComparer.Ordinal) },
            };
        }
    }

    private async Task<List<AssessmentPointer>> WorkAbilityAsync(SourceRequest request, CancellationToken cancellation)
    {
        var days = await database.Set<AssessmentRow>().AsNoTracking()
            .Where(row => row.SubjectId == request.SubjectId && row.AssessedOn <= request.AsOf)
            .OrderBy(row => row.AssessedOn).ThenBy(row => row.AssessmentId)
            .Select(row => row.AssessedOn)
            .ToListAsync(cancellation);
        return
        [
            .. days.Select(day => new AssessmentPointer
            {
                Kind = AssessmentKind.WorkAbility,
                MadeOn = WireDate.Write(day),
                Organisation = self.Participation.ToString(),
                Unit = units.Of(self.Participation),
            }),
        ];
    }
}

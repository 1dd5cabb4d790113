using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.TeOffice.Jobseekers;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.TeOffice.Pointers;

/// <summary>SERVICE_POINTERS at the door (F18): the job searches that had begun by the day asked for. Nothing of what came of them.</summary>
public sealed class JobSearchPointers(JobseekerRegister register, PointerUnits units, Self self) : IDisclosureSource
{
    private const string JobSearch = "JOB_SEARCH";

    /// <inheritdoc />
    public DataCategory Category => DataCategory.ServicePointers;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        if (await register.OfSubjectAsync(request.SubjectId, cancellation) is not { } jobseeker)
        {
            return;
        }

        var validity = await register.ValidityAsync(jobseeker, cancellation);
        var begun = validity.Spells.Where(spell => spell.First <= request.AsOf).ToList();
        if (begun.Count > 0)
        {
            content.ServicePointers = new ServicePointers { Pointers = { begun.Select(Pointer) } };
        }
    }

    private ServicePointer Pointer(JobSearchSpell spell) => new()
    {
        Organisation = self.Participation.ToString(),
        Unit = units.Of(self.Participation),
        Service = JobSearch,
        StartsOn = WireDate.Write(spell.First),
        EndsOn = WireDate.WriteOptional(spell.Last),
    };
}

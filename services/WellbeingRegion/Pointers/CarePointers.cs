using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.RehabilitativeWork;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Pointers;

/// <summary>
/// SERVICE_POINTERS at the door (F18): cases of prolonged assistance that the region works on, and rehabilitative work activity that has
/// started. A case that is over is left out, because its last day is not kept; so is one that nobody has taken yet.
/// </summary>
public sealed class CarePointers(DbContext database, PointerUnits units, Self self) : IDisclosureSource
{
    private const string ProlongedAssistance = "PROLONGED_ASSISTANCE";
    private const string RehabilitativeWorkActivity = "REHABILITATIVE_WORK_ACTIVITY";

    /// <inheritdoc />
    public DataCategory Category => DataCategory.ServicePointers;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var cases = await database.Set<AssistanceCaseRow>().AsNoTracking()
            .Where(row => row.SubjectId == request.SubjectId && row.ReceivedOn <= request.AsOf)
            .Select(row => new { row.State, row.ReceivedOn })
            .ToListAsync(cancellation);
        var placements = await database.Set<PlacementRow>().AsNoTracking()
            .Where(row => row.SubjectId == request.SubjectId && row.StartedOn != null && row.StartedOn <= request.AsOf)
            .Select(row => new { row.StartedOn, row.EndedOn })
            .ToListAsync(cancellation);
        var pointers = cases
            .Where(row => row.State != AssistanceState.Received && AssistanceCases.IsWorkedOn(row.State))
            .Select(row => Pointer(ProlongedAssistance, row.ReceivedOn, null))
            .Concat(placements.Select(row => Pointer(RehabilitativeWorkActivity, row.StartedOn!.Value, row.EndedOn)))
            .OrderBy(pointer => pointer.StartsOn, StringComparer.Ordinal).ThenBy(pointer => pointer.Service, StringComparer.Ordinal)
            .ToList();
        if (pointers.Count > 0)
        {
            content.ServicePointers = new ServicePointers { Pointers = { pointers } };
        }
    }

    private ServicePointer Pointer(string service, DateOnly first, DateOnly? last) => new()
    {
        Organisation = self.Participation.ToString(),
        Unit = units.Of(self.Participation),
        Service = service,
        StartsOn = WireDate.Write(first),
        EndsOn = WireDate.WriteOptional(last),
    };
}

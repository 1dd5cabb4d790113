using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.WellbeingRegion.Counterparts;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>Placements as the cases that the duty to tell whoever gives the place rests on.</summary>
public sealed class PlacementDirectory(DbContext database) : ICaseDirectory
{
    /// <inheritdoc />
    public async Task<KnownCase?> FindAsync(Guid caseId, CancellationToken cancellation) =>
        await database.Set<PlacementRow>().AsNoTracking().SingleOrDefaultAsync(row => row.PlacementId == caseId, cancellation) is { } row
            ? Known(row)
            : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<KnownCase>> OpenCasesOfAsync(Guid subjectId, CancellationToken cancellation)
    {
        var rows = await database.Set<PlacementRow>().AsNoTracking().Where(row => row.SubjectId == subjectId).ToListAsync(cancellation);
        return [.. rows.Where(row => Placements.IsOpen(row.State)).Select(Known)];
    }

    // A municipality takes part from when it is asked for the place; a placement that only names its workplace tells it nothing.
    private static KnownCase Known(PlacementRow row) => new(
        row.PlacementId,
        row.SubjectId,
        CaseKind.RehabilitativeWork,
        Placements.IsOpen(row.State),
        row.PlaceRequestId is null
            ? new Participation[] { RemoteActs.Stored(row.LabourAuthority) }
            : [RemoteActs.Stored(row.LabourAuthority), RemoteActs.Stored(row.WorkplaceOwner)]);
}

/// <summary>F11: provider and days.</summary>
public sealed class PlacementSource(DbContext database, PlacementContents contents) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.Placement;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        // The duty rests on any notice of the region's; one that is about no placement leads to nothing here.
        var row = await database.Set<PlacementRow>().AsNoTracking().SingleOrDefaultAsync(known => known.PlacementId == request.CaseId, cancellation);
        content.Placement = row is null ? null : contents.ForLabourAuthority(row);
    }
}

/// <summary>F32: what became of the plan's service.</summary>
public sealed class ServiceEventSource(DbContext database) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.ServiceEvent;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation) =>
        content.ServiceEvent = await database.Set<PlacementRow>().AsNoTracking()
            .SingleOrDefaultAsync(known => known.PlacementId == request.CaseId, cancellation) is { } row
            ? PlacementContents.EventOf(row)
            : null;
}

/// <summary>F13: who comes, how reached, which guidance.</summary>
public sealed class PlacementDetailsSource(DbContext database, PlacementContents contents) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.PlacementDetails;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var row = await database.Set<PlacementRow>().AsNoTracking().SingleAsync(known => known.PlacementId == request.CaseId, cancellation);
        content.PlacementDetails = contents.ForPlaceGiver(row);
    }
}

using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>Finds workplaces.</summary>
public sealed class WorkplaceRegister(DbContext database)
{
    /// <summary>Workplaces that are lent on a day and have a free place then, by name.</summary>
    public IQueryable<WorkplaceRow> FreeOn(DateOnly day) => database.Set<WorkplaceRow>().AsNoTracking()
        .Where(workplace => workplace.OpenFrom <= day && (workplace.OpenThrough == null || workplace.OpenThrough >= day))
        .Where(workplace => workplace.Places > database.Set<PlaceRequestRow>().Count(place =>
            place.WorkplaceId == workplace.WorkplaceId && place.State != PlaceState.Declined
            && place.FirstDay <= day && place.LastDay >= day && (place.FreeFrom == null || place.FreeFrom > day)))
        .OrderBy(workplace => workplace.Name).ThenBy(workplace => workplace.WorkplaceId);

    /// <summary>
    /// The workplace, or null. Within a transaction, and alone: the row stays locked to its end, so that of two who want the last
    /// place one sees what the other took, on a database that lets writers run side by side, too.
    /// </summary>
    public async Task<WorkplaceRow?> TakeAsync(Guid workplaceId, CancellationToken cancellation)
    {
        var one = database.Set<WorkplaceRow>().AsNoTracking().Where(workplace => workplace.WorkplaceId == workplaceId);
        await one.ExecuteUpdateAsync(set => set.SetProperty(workplace => workplace.Revision, workplace => workplace.Revision + 1), cancellation);
        return await one.SingleOrDefaultAsync(cancellation);
    }

    /// <summary>The workplace of a place that was asked for.</summary>
    public Task<WorkplaceRow> OfAsync(PlaceRequestRow place, CancellationToken cancellation) =>
        database.Set<WorkplaceRow>().AsNoTracking().SingleAsync(workplace => workplace.WorkplaceId == place.WorkplaceId, cancellation);
}

using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>
/// Finds places asked for. Their contact alone answers for one and learns who is to come; every other professional gets NO_BASIS,
/// whether there is such a place or not.
/// </summary>
public sealed class PlaceRequests(DbContext database, FlowContext flow)
{
    /// <summary>
    /// For whoever opens the request: the place's contact from then on. Within a transaction; goes on in the place's flow. From another
    /// contact it is taken over only where a reason is said.
    /// </summary>
    public async Task<(PlaceRequestRow Place, bool IsTakenOver)> ClaimAsync(
        string placementId, Caller caller, string takeOverReason, CancellationToken cancellation)
    {
        var id = Guid.Parse(placementId);
        var mayTakeOver = takeOverReason.Length > 0;
        var row = Entered(await database.Set<PlaceRequestRow>().SingleOrDefaultAsync(
            place => place.PlacementId == id && (mayTakeOver || place.Contact == null || place.Contact == caller.PersonId), cancellation));
        var isTakenOver = row.Contact is not null && row.Contact != caller.PersonId;
        (row.Contact, row.TakeOverReason) = (caller.PersonId, isTakenOver ? takeOverReason : row.TakeOverReason);
        return (row, isTakenOver);
    }

    /// <summary>For the place's contact, not tracked: the region is told before anything is written here. Goes on in the place's flow.</summary>
    public async Task<PlaceRequestRow> OfContactAsync(string placementId, Caller caller, CancellationToken cancellation)
    {
        var id = Guid.Parse(placementId);
        return Entered(await database.Set<PlaceRequestRow>().AsNoTracking().SingleOrDefaultAsync(
            place => place.PlacementId == id && place.Contact == caller.PersonId, cancellation));
    }

    /// <summary>The place as it is now, tracked: what is set is saved with the running transaction.</summary>
    public Task<PlaceRequestRow> InActAsync(Guid placementId, CancellationToken cancellation) =>
        database.Set<PlaceRequestRow>().SingleAsync(place => place.PlacementId == placementId, cancellation);

    /// <summary>Spans that others take at a workplace within a span, asked for or confirmed.</summary>
    public async Task<List<DaySpan>> TakenAsync(Guid workplaceId, DaySpan within, Guid besidePlacement, CancellationToken cancellation) =>
        (await Holding(workplaceId)
            .Where(place => place.PlacementId != besidePlacement && place.FirstDay <= within.Last && place.LastDay >= within.First)
            .ToListAsync(cancellation)).ConvertAll(place => place.Taken);

    // What is asked for holds its place: a region that was told REQUESTED may count on it until it is declined
    // or the region itself gives it back.
    private IQueryable<PlaceRequestRow> Holding(Guid workplaceId) => database.Set<PlaceRequestRow>().AsNoTracking()
        .Where(place => place.WorkplaceId == workplaceId && place.State != PlaceState.Declined);

    private PlaceRequestRow Entered(PlaceRequestRow? row)
    {
        if (row is null)
        {
            throw Refusals.NoBasis.Raise();
        }

        flow.Continue(row.FlowId);
        return row;
    }

    /// <summary>The region that asked.</summary>
    public static Participation RegionOf(PlaceRequestRow row) => Participation.TryParse(row.Region, out var region)
        ? region
        : throw new InvalidOperationException("Whoever asked for a place is a participation.");
}

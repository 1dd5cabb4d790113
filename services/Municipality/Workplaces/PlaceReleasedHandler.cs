using Mesh.Identity;
using Mesh.Messaging;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>F13: the region gives a place back, because the work has ended or never came to be.</summary>
public sealed class PlaceReleasedHandler(DbContext database, MeshClock clock) : INoticeHandler<PlaceReleased>
{
    /// <inheritdoc />
    public string Name => nameof(PlaceReleasedHandler);

    /// <inheritdoc />
    public Task<NoticeAct> PrepareAsync(PlaceReleased notice, NoticeContext context, CancellationToken cancellation) =>
        Task.FromResult<NoticeAct>(token => ReleaseAsync(Guid.Parse(notice.PlacementId), context, token));

    // A place that was never asked for here, that another region asked for, or that was declined holds nothing that could be given back.
    private async Task ReleaseAsync(Guid placementId, NoticeContext context, CancellationToken cancellation)
    {
        var region = context.Source.ToString();
        var row = await database.Set<PlaceRequestRow>().SingleOrDefaultAsync(
            place => place.PlacementId == placementId && place.Region == region, cancellation);
        if (row is { State: PlaceState.Requested or PlaceState.Confirmed })
        {
            row.FreeFrom = PlaceDecisions.FreeFrom(row.Taken, HelsinkiTime.DateOf(context.Time));
            (row.State, row.ChangedAt) = (PlaceState.Released, clock.Now);
        }
    }
}

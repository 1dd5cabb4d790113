using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>Places asked for that wait for an answer (F13): anybody's until somebody has opened the request, then that person's.</summary>
internal sealed class PlaceWork(DbContext database) : IWorkSource
{
    public string Name => "places";

    public Guid? Touched(object row) => row is PlaceRequestRow place ? place.PlacementId : null;

    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation)
    {
        var row = await database.Set<PlaceRequestRow>().SingleAsync(place => place.PlacementId == thing, cancellation);
        return row.State == PlaceState.Requested
            ?
            [
                new Work(
                    WorkKind.Place,
                    "ANSWER_PLACE_REQUEST",
                    row.PlacementId,
                    "tyollisyys.mesh.municipality.v1.WorkplaceService/" + (row.Contact is null ? "OpenPlaceRequest" : "ConfirmPlaceRequest"),
                    row.FlowId)
                {
                    Counterpart = row.Region,
                    DueOn = row.FirstDay,
                    IsUnclaimed = row.Contact is null,
                    PersonId = row.Contact,
                },
            ]
            : [];
    }
}

using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>What regions ask of the municipality's workplaces.</summary>
public sealed class WorkplaceCooperationGrpcService(
    Writes writes,
    DbContext database,
    WorkplaceRegister workplaces,
    PlaceRequests places,
    FlowContext flow,
    FlowJournal journal,
    CallScope call,
    MeshClock clock,
    TimeProvider time)
    : WorkplaceCooperationService.WorkplaceCooperationServiceBase
{
    // Regions organise the activity (KTT-ORG-1); nobody else asks for places.
    private Participation Region => call.Caller.Participation is { Role: ParticipantRole.SocialCare } region
        ? region
        : throw Refusals.NoBasis.Raise();

    /// <inheritdoc />
    public override async Task<ListWorkplacesResponse> ListWorkplaces(ListWorkplacesRequest request, ServerCallContext context)
    {
        _ = Region;
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var rows = await workplaces.FreeOn(WireDate.ReadOptional(request.On) ?? clock.Today)
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(context.CancellationToken);
        return new ListWorkplacesResponse { Workplaces = { rows.Select(WorkplaceView.Of) }, NextPageToken = page.Next(rows.Count) };
    }

    /// <inheritdoc />
    public override Task<RequestPlaceResponse> RequestPlace(RequestPlaceRequest request, ServerCallContext context)
    {
        var asked = Asked(request);
        return writes.OnceAsync(request, context, async cancellation =>
        {
            var workplace = await workplaces.TakeAsync(asked.WorkplaceId, cancellation) ?? throw WorkplaceRefusals.Unknown.Raise();
            if (await database.Set<PlaceRequestRow>().AsNoTracking()
                .SingleOrDefaultAsync(place => place.PlacementId == asked.PlacementId, cancellation) is { } earlier)
            {
                return AskedBefore(earlier, asked);
            }

            var span = new DaySpan(asked.FirstDay, asked.LastDay);
            var taken = await places.TakenAsync(asked.WorkplaceId, span, asked.PlacementId, cancellation);
            if (PlaceDecisions.Give(workplace, span, taken) is { } refusal)
            {
                throw refusal.Raise();
            }

            database.Add(asked);
            journal.Record("F13 RequestPlace", Road.Cooperation, Region, caseId: asked.PlacementId);
            return new RequestPlaceResponse { State = asked.State };
        });
    }

    private PlaceRequestRow Asked(RequestPlaceRequest request) => new()
    {
        PlacementId = Guid.Parse(request.PlacementId),
        Region = Region.ToString(),
        WorkplaceId = Guid.Parse(request.WorkplaceId),
        State = PlaceState.Requested,
        FirstDay = WireDate.Read(request.Schedule.FirstDay),
        LastDay = WireDate.Read(request.Schedule.LastDay),
        DaysPerWeek = request.Schedule.DaysPerWeek,
        HoursPerDay = request.Schedule.HoursPerDay,
        FlowId = flow.Id,
        ChangedAt = clock.Now,
        RecordedAt = time.GetUtcNow(),
    };

    // Asked again under another request id, as by a region that never saw the answer: what holds is told, and no second place is taken.
    private static RequestPlaceResponse AskedBefore(PlaceRequestRow earlier, PlaceRequestRow asked)
    {
        if (earlier.Region != asked.Region)
        {
            throw Refusals.NoBasis.Raise();
        }

        return (earlier.WorkplaceId, earlier.FirstDay, earlier.LastDay, earlier.DaysPerWeek, earlier.HoursPerDay)
            == (asked.WorkplaceId, asked.FirstDay, asked.LastDay, asked.DaysPerWeek, asked.HoursPerDay)
            ? new RequestPlaceResponse { State = earlier.State }
            : throw WorkplaceRefusals.AlreadyAsked.Raise();
    }
}

using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>Workplaces and places as the municipality's professionals work on them. An answer is the region's to take; then it is recorded here.</summary>
public sealed class WorkplaceGrpcService(
    Writes writes,
    Transactions transactions,
    DbContext database,
    WorkplaceRegister workplaces,
    PlaceRequests places,
    PlacementDetailsFromRegion details,
    RegionCalls regions,
    FlowJournal journal,
    CallScope call,
    MeshClock clock,
    TimeProvider time)
    : WorkplaceService.WorkplaceServiceBase
{
    /// <inheritdoc />
    public override Task<RegisterWorkplaceResponse> RegisterWorkplace(RegisterWorkplaceRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, _ =>
        {
            var row = new WorkplaceRow
            {
                WorkplaceId = Guid.CreateVersion7(time.GetUtcNow()),
                Name = request.Workplace.Name,
                Unit = request.Workplace.Unit,
                Places = request.Workplace.Places,
                OpenFrom = WireDate.Read(request.Workplace.OpenFrom),
                OpenThrough = WireDate.ReadOptional(request.Workplace.OpenThrough),
                RegisteredBy = call.Caller.PersonId!,
                KnownFrom = clock.Now,
                RecordedAt = time.GetUtcNow(),
            };
            database.Add(row);
            return Task.FromResult(new RegisterWorkplaceResponse { WorkplaceId = row.WorkplaceId.ToString() });
        });

    /// <inheritdoc />
    public override async Task<ListPlaceRequestsResponse> ListPlaceRequests(ListPlaceRequestsRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var rows = await database.Set<PlaceRequestRow>().AsNoTracking()
            .Where(place => request.State == PlaceState.Unspecified || place.State == request.State)
            .OrderByDescending(place => place.ChangedAt).ThenByDescending(place => place.PlacementId)
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(context.CancellationToken);
        return new ListPlaceRequestsResponse { PlaceRequests = { rows.Select(WorkplaceView.Of) }, NextPageToken = page.Next(rows.Count) };
    }

    /// <inheritdoc />
    public override async Task<OpenPlaceRequestResponse> OpenPlaceRequest(OpenPlaceRequestRequest request, ServerCallContext context)
    {
        // The contact first: of two who open at once, only one is shown who is to come.
        var place = await transactions.RunAsync(
            async cancellation =>
            {
                var (row, isTakenOver) = await places.ClaimAsync(request.PlacementId, call.Caller, request.TakeOverReasonCode, cancellation);
                journal.Record(isTakenOver ? "F13 TakeOverPlaceRequest" : "F13 OpenPlaceRequest", Road.Own, counterpart: null, caseId: row.PlacementId);
                return row;
            },
            context.CancellationToken);
        var response = await details.FetchAsync(place, call.Caller, context.CancellationToken);
        response.PlaceRequest = WorkplaceView.Of(place);
        return response;
    }

    /// <inheritdoc />
    public override async Task<ConfirmPlaceRequestResponse> ConfirmPlaceRequest(ConfirmPlaceRequestRequest request, ServerCallContext context)
    {
        var place = await AnswerableAsync(request.PlacementId, PlaceState.Confirmed, context.CancellationToken);
        await EnsureRoomAsync(place, context.CancellationToken);
        var act = new ConfirmPlaceRequest { RequestId = request.RequestId, PlacementId = request.PlacementId, Actor = Actors.Of(call.Caller) };
        await regions.CarryAsync(
            place, region => region.ConfirmPlaceAsync(act, cancellationToken: context.CancellationToken), context.CancellationToken);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await AnswerAsync(place, PlaceState.Confirmed, reason: null, "F13 ConfirmPlace", cancellation);
            return new ConfirmPlaceRequestResponse { State = row.State };
        });
    }

    /// <inheritdoc />
    public override async Task<DeclinePlaceRequestResponse> DeclinePlaceRequest(DeclinePlaceRequestRequest request, ServerCallContext context)
    {
        var place = await AnswerableAsync(request.PlacementId, PlaceState.Declined, context.CancellationToken);
        var act = new DeclinePlaceRequest
        {
            RequestId = request.RequestId,
            PlacementId = request.PlacementId,
            ReasonCode = request.ReasonCode,
            Actor = Actors.Of(call.Caller),
        };
        await regions.CarryUnlessUnknownAsync(
            place, region => region.DeclinePlaceAsync(act, cancellationToken: context.CancellationToken), context.CancellationToken);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await AnswerAsync(place, PlaceState.Declined, request.ReasonCode, "F13 DeclinePlace", cancellation);
            return new DeclinePlaceRequestResponse { State = row.State };
        });
    }

    /// <inheritdoc />
    public override async Task<RecordAttendanceResponse> RecordAttendance(RecordAttendanceRequest request, ServerCallContext context)
    {
        var place = await places.OfContactAsync(request.PlacementId, call.Caller, context.CancellationToken);
        Attendance.EnsureWithin(request, place);
        var act = new ReportAttendanceRequest
        {
            RequestId = request.RequestId,
            PlacementId = request.PlacementId,
            Days = { Attendance.Days(request) },
            Actor = Actors.Of(call.Caller),
        };
        await regions.CarryAsync(
            place, region => region.ReportAttendanceAsync(act, cancellationToken: context.CancellationToken), context.CancellationToken);
        return await writes.OnceAsync(request, context, _ =>
        {
            database.AddRange(act.Days.Select(day => new AttendanceFact
            {
                PlacementId = place.PlacementId,
                Day = WireDate.Read(day.Day),
                Attended = day.Attended,
                RecordedBy = call.Caller.PersonId!,
                KnownFrom = clock.Now,
                RecordedAt = time.GetUtcNow(),
            }));
            journal.Record("F13 ReportAttendance", Road.Cooperation, PlaceRequests.RegionOf(place), caseId: place.PlacementId);
            return Task.FromResult(new RecordAttendanceResponse { DaysRecorded = act.Days.Count });
        });
    }

    private async Task<PlaceRequestRow> AnswerableAsync(string placementId, PlaceState wanted, CancellationToken cancellation)
    {
        var place = await places.OfContactAsync(placementId, call.Caller, cancellation);
        return PlaceDecisions.Answer(place.State, wanted) is { } refusal ? throw refusal.Raise() : place;
    }

    // The place is held since it was asked for; still, a promise to a region is not made without looking.
    private async Task EnsureRoomAsync(PlaceRequestRow place, CancellationToken cancellation)
    {
        var span = new DaySpan(place.FirstDay, place.LastDay);
        var taken = await places.TakenAsync(place.WorkplaceId, span, place.PlacementId, cancellation);
        if (PlaceDecisions.Give(await workplaces.OfAsync(place, cancellation), span, taken) is { } refusal)
        {
            throw refusal.Raise();
        }
    }

    // The region has taken the answer. One that has given the place back meanwhile has had the last word.
    private async Task<PlaceRequestRow> AnswerAsync(
        PlaceRequestRow place, PlaceState state, string? reason, string step, CancellationToken cancellation)
    {
        var row = await places.InActAsync(place.PlacementId, cancellation);
        row.State = row.State == PlaceState.Released ? row.State : state;
        (row.DeclineReason, row.ChangedAt) = (reason, clock.Now);
        journal.Record(step, Road.Cooperation, PlaceRequests.RegionOf(row), caseId: row.PlacementId);
        return row;
    }
}

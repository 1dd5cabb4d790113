using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.WellbeingRegion.Acts;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>Acts of whoever was asked for a place on the region's placement (F13).</summary>
public sealed class PlacementCooperationGrpcService(
    Writes writes, DbContext database, Placements placements, FlowJournal journal, CallScope call, MeshClock clock, TimeProvider time)
    : PlacementCooperationService.PlacementCooperationServiceBase
{
    private Participation Giver => call.Caller.Participation!.Value;

    /// <inheritdoc />
    public override Task<ConfirmPlaceResponse> ConfirmPlace(ConfirmPlaceRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await placements.OfPlaceGiverAsync(request.PlacementId, Giver, cancellation);
            if (!PlacementDecisions.IsAnswered(Placements.Snapshot(row), PlacementState.PlaceConfirmed))
            {
                PlacementDecisions.Answer(Placements.Snapshot(row)).OrGoOn();
                await placements.MoveAsync(row, PlacementState.PlaceConfirmed, cancellation);
                Journal("F13 ConfirmPlace", row);
            }

            return new ConfirmPlaceResponse { State = row.State };
        });

    /// <inheritdoc />
    public override Task<DeclinePlaceResponse> DeclinePlace(DeclinePlaceRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await placements.OfPlaceGiverAsync(request.PlacementId, Giver, cancellation);
            if (!PlacementDecisions.IsAnswered(Placements.Snapshot(row), PlacementState.PlaceDeclined))
            {
                PlacementDecisions.Answer(Placements.Snapshot(row)).OrGoOn();
                row.DeclineReason = request.ReasonCode;
                await placements.MoveAsync(row, PlacementState.PlaceDeclined, cancellation);
                Journal("F13 DeclinePlace", row);
            }

            return new DeclinePlaceResponse { State = row.State };
        });

    /// <inheritdoc />
    public override Task<ReportAttendanceResponse> ReportAttendance(ReportAttendanceRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await placements.OfPlaceGiverAsync(request.PlacementId, Giver, cancellation);
            PlacementDecisions.Report(Placements.Snapshot(row)).OrGoOn();
            Within(row, request);
            var standing = await StandingAsync(row.PlacementId, cancellation);
            database.AddRange(request.Days.Select(day => new AttendanceRow
            {
                AttendanceId = Guid.CreateVersion7(time.GetUtcNow()),
                PlacementId = row.PlacementId,
                Day = WireDate.Read(day.Day),
                Attended = day.Attended,
                Supersedes = standing.TryGetValue(WireDate.Read(day.Day), out var earlier) ? earlier : null,
                ReportedBy = request.Actor.PairwiseId,
                KnownFrom = clock.Now,
                RecordedAt = time.GetUtcNow(),
            }));
            Journal("F13 ReportAttendance", row);
            return new ReportAttendanceResponse { DaysRecorded = request.Days.Count };
        });

    // What stands of each day: the row that no other replaces.
    private async Task<Dictionary<DateOnly, Guid>> StandingAsync(Guid placementId, CancellationToken cancellation)
    {
        var rows = database.Set<AttendanceRow>().AsNoTracking().Where(row => row.PlacementId == placementId);
        return await rows
            .Where(row => !rows.Any(later => later.Supersedes == row.AttendanceId))
            .ToDictionaryAsync(row => row.Day, row => row.AttendanceId, cancellation);
    }

    private static void Within(PlacementRow row, ReportAttendanceRequest request)
    {
        var violations = new Violations();
        var (first, last) = (row.StartedOn!.Value, row.EndedOn ?? row.LastDay);
        for (var i = 0; i < request.Days.Count; i++)
        {
            var day = WireDate.Read(request.Days[i].Day);
            if (day < first || day > last)
            {
                violations.Add($"days[{i}].day", "OUTSIDE_PLACEMENT", "Must be a day on which the placement was going on.");
            }
        }

        violations.ThrowIfAny();
    }

    private void Journal(string step, PlacementRow row) => journal.Record(step, Road.Cooperation, Giver, caseId: row.JointCaseId);
}

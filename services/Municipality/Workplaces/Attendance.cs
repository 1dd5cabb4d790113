using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>Days of a request held against the place they are of.</summary>
internal static class Attendance
{
    /// <summary>Every day, as the region is told it.</summary>
    public static IEnumerable<AttendanceDay> Days(RecordAttendanceRequest request) =>
        request.Attended.Select(day => new AttendanceDay { Day = day, Attended = true })
            .Concat(request.Absent.Select(day => new AttendanceDay { Day = day, Attended = false }));

    /// <summary>Passes when the place is, or was, confirmed and every day is one of its schedule before it was given back.</summary>
    /// <exception cref="Grpc.Core.RpcException">PLACE_NOT_CONFIRMED, or every day that is outside.</exception>
    public static void EnsureWithin(RecordAttendanceRequest request, PlaceRequestRow place)
    {
        if (place.State is not (PlaceState.Confirmed or PlaceState.Released))
        {
            throw WorkplaceRefusals.NotConfirmed.Raise();
        }

        var violations = new Violations();
        var span = place.Taken;
        foreach (var (field, _) in Workplaces.Days.Of(request).Where(day => !span.Has(WireDate.Read(day.Day))))
        {
            violations.Add(field, "OUTSIDE_SCHEDULE", "Must be within the placement's schedule.");
        }

        violations.ThrowIfAny();
    }
}

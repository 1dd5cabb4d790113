using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>A workplace has places, is lent forward in time, and gets its id here.</summary>
internal sealed class RegisterWorkplaceCheck : IRequestCheck<RegisterWorkplaceRequest>
{
    private const int MostPlaces = 1000;

    public void Check(RegisterWorkplaceRequest request, Violations violations)
    {
        if (request.Workplace is not { } workplace)
        {
            return;
        }

        if (workplace.WorkplaceId.Length > 0)
        {
            violations.Add("workplace.workplace_id", "GIVEN_BY_SERVICE", "Must be empty: the service gives the id.");
        }

        // None at all is what the contract's own rule names.
        if (workplace.Places is < 0 or > MostPlaces)
        {
            violations.Add("workplace.places", ViolationCodes.OutOfRange, $"Must be 1 to {MostPlaces}.");
        }

        Days.CheckOrder(workplace.OpenFrom, workplace.OpenThrough, "workplace.open_through", "open_from", violations);
    }
}

/// <summary>
/// A schedule goes forward in time. How many days and hours the law allows is for the region to judge, which answers for the activity
/// in every mode (KTT-ACC-1); here a week has seven days and a day 24 hours.
/// </summary>
internal sealed class RequestPlaceCheck : IRequestCheck<RequestPlaceRequest>
{
    private const int DaysOfWeek = 7;
    private const int HoursOfDay = 24;

    public void Check(RequestPlaceRequest request, Violations violations)
    {
        if (request.Schedule is not { } schedule)
        {
            return;
        }

        Days.CheckOrder(schedule.FirstDay, schedule.LastDay, "schedule.last_day", "first_day", violations);
        CheckRange(schedule.DaysPerWeek, DaysOfWeek, "schedule.days_per_week", violations);
        CheckRange(schedule.HoursPerDay, HoursOfDay, "schedule.hours_per_day", violations);
    }

    private static void CheckRange(int number, int most, string field, Violations violations)
    {
        if (number < 0 || number > most)
        {
            violations.Add(field, ViolationCodes.OutOfRange, $"Must be 1 to {most}.");
        }
    }
}

/// <summary>Attendance is of days that have come, each said once.</summary>
internal sealed class RecordAttendanceCheck(MeshClock clock) : IRequestCheck<RecordAttendanceRequest>
{
    public void Check(RecordAttendanceRequest request, Violations violations)
    {
        var days = Days.Of(request).ToList();
        if (days.Count == 0)
        {
            violations.Add("attended", ViolationCodes.Required, "A day must be given, attended or absent.");
        }

        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (field, text) in days)
        {
            if (!said.Add(text))
            {
                violations.Add(field, "DAY_TWICE", "Must be given once only.");
            }

            if (WireDate.TryRead(text, out var day) && day > clock.Today)
            {
                violations.Add(field, "IN_FUTURE", "Must not be in the future.");
            }
        }
    }
}

/// <summary>Days of requests.</summary>
internal static class Days
{
    /// <summary>Every day with the path of its field, the attended ones first.</summary>
    public static IEnumerable<(string Field, string Day)> Of(RecordAttendanceRequest request) =>
        request.Attended.Select((day, i) => ($"attended[{i}]", day))
            .Concat(request.Absent.Select((day, i) => ($"absent[{i}]", day)));

    public static void CheckOrder(string first, string last, string field, string firstField, Violations violations)
    {
        if (WireDate.TryRead(first, out var from) && WireDate.TryRead(last, out var through) && through < from)
        {
            violations.Add(field, "BEFORE_START", $"Must not be before {firstField}.");
        }
    }
}

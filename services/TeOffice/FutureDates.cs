using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;

namespace Mesh.TeOffice;

/// <summary>Dates of requests that say what has happened, and so cannot lie ahead.</summary>
internal static class FutureDates
{
    /// <summary>Adds a violation when the date is after today; what is no date the contract's own rules refuse.</summary>
    public static void AddIfAfter(this Violations violations, DateOnly today, string date, string field)
    {
        if (WireDate.TryRead(date, out var day) && day > today)
        {
            violations.Add(field, "IN_FUTURE", "The date is after today.");
        }
    }
}

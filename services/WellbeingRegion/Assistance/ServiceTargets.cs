using Mesh.Statutes;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>
/// How soon the region means to act on Kela's notice (AKT-START-SLA). "Without delay" (viipymättä, 189/2001 5 §) has no number, so
/// these are service targets of the region and never a test of law.
/// </summary>
internal static class ServiceTargets
{
    private const int DaysToAcknowledge = 3;
    private const int DaysToContact = 7;

    /// <summary>Civil date by which somebody takes the case.</summary>
    public static DateOnly AcknowledgeBy(DateOnly receivedOn) => After(receivedOn, DaysToAcknowledge);

    /// <summary>Civil date by which the client is first contacted.</summary>
    public static DateOnly ContactBy(DateOnly receivedOn) => After(receivedOn, DaysToContact);

    // The day it came is not counted (GEN-TIME-2).
    private static DateOnly After(DateOnly day, int workingDays)
    {
        for (var left = workingDays; left > 0; left--)
        {
            day = FinnishCalendar.WorkingDayOnOrAfter(day.AddDays(1));
        }

        return day;
    }
}

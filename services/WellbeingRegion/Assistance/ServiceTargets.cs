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
    public static DateOnly AcknowledgeBy(DateOnly receivedOn) => FinnishCalendar.WorkingDayAfter(receivedOn, DaysToAcknowledge);

    /// <summary>Civil date by which the client is first contacted.</summary>
    public static DateOnly ContactBy(DateOnly receivedOn) => FinnishCalendar.WorkingDayAfter(receivedOn, DaysToContact);
}

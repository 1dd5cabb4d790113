using Mesh.Statutes;

namespace Mesh.TeOffice.Referrals;

/// <summary>AKT-START-SLA: "without delay" has no number in the law, so these are the product's targets, never a legal test.</summary>
public static class ServiceTarget
{
    private const int WorkingDaysToAcknowledge = 3;

    /// <summary>The third working day after the one on which a referral came.</summary>
    public static DateOnly AcknowledgeBy(DateOnly receivedOn) => FinnishCalendar.WorkingDayAfter(receivedOn, WorkingDaysToAcknowledge);
}

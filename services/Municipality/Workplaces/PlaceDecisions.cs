using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>A span of civil dates, both ends included.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
public readonly record struct DaySpan(DateOnly First, DateOnly Last)
{
    /// <summary>Whether a day is one of it.</summary>
    public bool Has(DateOnly day) => First <= day && day <= Last;
}

/// <summary>What may become of a place. Pure: who may act, and what is written, is decided around it.</summary>
public static class PlaceDecisions
{
    /// <summary>
    /// Why a place cannot be given for a span; null when it can. Two who do not meet use one place one after the other, so what
    /// counts is the fullest day, not how many overlap the span somewhere.
    /// </summary>
    /// <param name="workplace">The workplace.</param>
    /// <param name="asked">The span asked for.</param>
    /// <param name="taken">Spans of the others that were asked for or confirmed.</param>
    public static RefusalReason? Give(WorkplaceRow workplace, DaySpan asked, IReadOnlyCollection<DaySpan> taken) =>
        !workplace.IsLent(asked.First, asked.Last) ? WorkplaceRefusals.NotLent
        : OnFullestDay(asked, taken) >= workplace.Places ? WorkplaceRefusals.Full
        : null;

    /// <summary>Why a place cannot be confirmed or declined; null when it can, or when it has been already, which the region judges.</summary>
    public static RefusalReason? Answer(PlaceState state, PlaceState wanted) => state switch
    {
        PlaceState.Requested => null,
        PlaceState.Released => WorkplaceRefusals.Released,
        _ => state == wanted ? null : WorkplaceRefusals.AlreadyAnswered,
    };

    /// <summary>
    /// From when a place is free that is given back on a day. The client may have come on that day; before the first one nobody has, and
    /// after the last one the place is free anyhow.
    /// </summary>
    public static DateOnly FreeFrom(DaySpan asked, DateOnly givenBackOn) =>
        givenBackOn < asked.First ? asked.First : givenBackOn < asked.Last ? givenBackOn.AddDays(1) : asked.Last.AddDays(1);

    // The number of takers rises only on a first day, so the fullest day is one of those or the beginning.
    private static int OnFullestDay(DaySpan asked, IReadOnlyCollection<DaySpan> taken) =>
        taken.Select(span => span.First).Where(asked.Has).Append(asked.First).Max(day => taken.Count(span => span.Has(day)));
}

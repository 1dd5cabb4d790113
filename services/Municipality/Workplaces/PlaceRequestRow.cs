using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>A place that a region asked for: ids and schedule only. Who is to come is never kept here (F13).</summary>
public sealed class PlaceRequestRow
{
    /// <summary>The region's placement: one is asked for once.</summary>
    public required Guid PlacementId { get; init; }

    /// <summary>The region, as <c>3221308-6/SOCIAL_CARE</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The workplace.</summary>
    public required Guid WorkplaceId { get; init; }

    /// <summary>State.</summary>
    public required PlaceState State { get; set; }

    /// <summary>First day, Europe/Helsinki.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Days a week.</summary>
    public required int DaysPerWeek { get; init; }

    /// <summary>Hours a day.</summary>
    public required int HoursPerDay { get; init; }

    /// <summary>The place's contact, by pairwise id; null until somebody has opened the request.</summary>
    public string? Contact { get; set; }

    /// <summary>Why the contact took the place over from another, as a code; null when nobody did.</summary>
    public string? TakeOverReason { get; set; }

    /// <summary>Why it was declined, as a code; null when it was not.</summary>
    public string? DeclineReason { get; set; }

    /// <summary>First day on which the place is free again; null until the region has given it back.</summary>
    public DateOnly? FreeFrom { get; set; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>When it last changed, in the mesh's time.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The days that it takes: those asked for, up to when the region gave the place back. None when that was before the first.</summary>
    public DaySpan Taken => new(FirstDay, FreeFrom?.AddDays(-1) ?? LastDay);
}

/// <summary>What was said of one day of a placement. Appended, never changed; of several, the last one holds.</summary>
public sealed class AttendanceFact
{
    /// <summary>Name of the table.</summary>
    public const string Table = "attendance_fact";

    /// <summary>Given by the database: the order of writing.</summary>
    public long Sequence { get; private set; }

    /// <summary>The region's placement.</summary>
    public required Guid PlacementId { get; init; }

    /// <summary>The day, Europe/Helsinki.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Whether the client attended.</summary>
    public required bool Attended { get; init; }

    /// <summary>Who recorded it, by pairwise id.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

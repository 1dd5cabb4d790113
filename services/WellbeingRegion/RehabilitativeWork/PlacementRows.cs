using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>A placement in rehabilitative work activity. The region organises it and answers for it in every mode (KTT-ACC-1).</summary>
public sealed class PlacementRow
{
    /// <summary>Name of the table, part of what encrypted columns are bound to.</summary>
    public const string Table = "placement";

    /// <summary>The placement; also the case that whoever gives the place asks by.</summary>
    public required Guid PlacementId { get; init; }

    /// <summary>The activation plan case at its owner.</summary>
    public required Guid JointCaseId { get; init; }

    /// <summary>The labour authority that owns the plan, as a participation.</summary>
    public required string LabourAuthority { get; init; }

    /// <summary>The client, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The flow of the plan.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>Version, from 1.</summary>
    public required int Version { get; set; }

    /// <summary>State.</summary>
    public required PlacementState State { get; set; }

    /// <summary>Mode, providers, contract and schedule, encrypted: names and what people wrote stand in them.</summary>
    public required byte[] Terms { get; init; }

    /// <summary>Name, contact and guidance, encrypted.</summary>
    public required byte[] Details { get; init; }

    /// <summary>First civil date.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last civil date.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>The municipality's workplace; null when the place is not a municipality's.</summary>
    public required Guid? WorkplaceId { get; init; }

    /// <summary>The participation whose workplace it is; empty otherwise.</summary>
    public required string WorkplaceOwner { get; init; }

    /// <summary>The request by which the place was asked for (F13); null before.</summary>
    public string? PlaceRequestId { get; set; }

    /// <summary>Why the place was declined; empty otherwise.</summary>
    public string DeclineReason { get; set; } = "";

    /// <summary>Why a person must judge it, separated by commas.</summary>
    public required string ReviewReasons { get; init; }

    /// <summary>Why the legal review came out as it did; empty before.</summary>
    public string ReviewOutcome { get; set; } = "";

    /// <summary>Who judged it, by pairwise id; empty before.</summary>
    public string ReviewedBy { get; set; } = "";

    /// <summary>Civil date it started; null before.</summary>
    public DateOnly? StartedOn { get; set; }

    /// <summary>Civil date it ended; null before.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>Why it ended or was called off; empty before.</summary>
    public string EndReason { get; set; } = "";

    /// <summary>Next step or NO_NEXT_STEP (PATH-NEXT-1); empty before its end.</summary>
    public string NextStep { get; set; } = "";

    /// <summary>Who agreed it, by pairwise id.</summary>
    public required string AgreedBy { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When something last changed, in the mesh's time.</summary>
    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What whoever gives the place reported of a day. Appended: of several rows of a day the one known last stands.</summary>
public sealed class AttendanceRow
{
    /// <summary>The row.</summary>
    public required Guid AttendanceId { get; init; }

    /// <summary>The placement.</summary>
    public required Guid PlacementId { get; init; }

    /// <summary>Civil date.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Whether the client attended.</summary>
    public required bool Attended { get; init; }

    /// <summary>The earlier row of the day that this one replaces; null when it is the first.</summary>
    public required Guid? Supersedes { get; init; }

    /// <summary>Who reported, by the reporting participation's pairwise id.</summary>
    public required string ReportedBy { get; init; }

    /// <summary>When it was known, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

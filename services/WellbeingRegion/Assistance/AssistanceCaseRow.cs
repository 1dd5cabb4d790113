using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>A client on prolonged social assistance, as the region's own case.</summary>
public sealed class AssistanceCaseRow
{
    /// <summary>Name of the table, part of what encrypted columns are bound to.</summary>
    public const string Table = "assistance_case";

    /// <summary>The case; also the referral that the labour authority is told of.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The client, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Kela, as a participation: it is told what becomes of its notices.</summary>
    public required string Kela { get; init; }

    /// <summary>The flow that Kela's first notice began.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>W3C traceparent of the first notice's handling, so that a later act goes on in that trace; empty when nothing was traced.</summary>
    public required string Trace { get; init; }

    /// <summary>Version, from 1.</summary>
    public required int Version { get; set; }

    /// <summary>State.</summary>
    public required AssistanceState State { get; set; }

    /// <summary>Civil date Kela's first notice came.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>When it came, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When something last changed, in the mesh's time.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Kela's notices about the client, the first included.</summary>
    public required int Notices { get; set; }

    /// <summary>Civil date of Kela's newest answer; knowledge only moves forward from it.</summary>
    public required DateOnly KnownAsOf { get; set; }

    /// <summary>The notice whose row holds that answer.</summary>
    public required Guid AnswerId { get; set; }

    /// <summary>Ended months in a row, by that answer.</summary>
    public required int EndedInARow { get; set; }

    /// <summary>UNDER_25 or FROM_25, by that answer.</summary>
    public required string AgeGroup { get; set; }

    /// <summary>First day of the latest run of months that a notice was about; null when none was. A later run may open a new case.</summary>
    public required DateOnly? RunBegan { get; set; }

    /// <summary>Three-digit code of the home municipality, by that answer.</summary>
    public required string HomeMunicipality { get; set; }

    /// <summary>Client group, by that answer; empty when not known.</summary>
    public required string ClientGroup { get; set; }

    /// <summary>Client group as a worker recorded it, for as long as Kela tells none; empty otherwise.</summary>
    public string RecordedClientGroup { get; set; } = "";

    /// <summary>The labour authority last asked or told; empty when the directory could not tell it.</summary>
    public string LabourAuthority { get; set; } = "";

    /// <summary>The evaluation that the next three rest on; null before the first.</summary>
    public Guid? EvaluationId { get; set; }

    /// <summary>Civil date of that evaluation.</summary>
    public DateOnly? EvaluatedFor { get; set; }

    /// <summary>Whether measures may start (AKT-ORDER-1).</summary>
    public MeasuresState Measures { get; set; }

    /// <summary>PLAN_MISSING when they are blocked; else empty.</summary>
    public string BlockedReason { get; set; } = "";

    /// <summary>Who starts (AKT-START-PRIO).</summary>
    public StartingAuthority StartingAuthority { get; set; }

    /// <summary>The newest evaluation for which the labour authority answered (F05); null when it never did.</summary>
    public Guid? StandingId { get; set; }

    /// <summary>Why neither plan nor interview is possible; empty when no exception is recorded.</summary>
    public string ExceptionReason { get; set; } = "";

    /// <summary>What was asked of the labour authority; not set before, and no longer once it has declined.</summary>
    public ReferralKind Referral { get; set; }

    /// <summary>When the labour authority accepted the handover, in the mesh's time; null before, and always for an invitation.</summary>
    public DateTimeOffset? HandoverAcceptedAt { get; set; }

    /// <summary>Why the labour authority that was last referred to declined; empty unless it did.</summary>
    public string DeclineReason { get; set; } = "";

    /// <summary>Rules whose months condition was met when it was asked, separated by commas.</summary>
    public string ReferralRuleIds { get; set; } = "";

    /// <summary>Civil date of the assessment it was asked on; null before.</summary>
    public DateOnly? ReferralAssessedOn { get; set; }

    /// <summary>Ended months in a row on that date.</summary>
    public int ReferralMonths { get; set; }

    /// <summary>Proposed time of the first meeting.</summary>
    public DateTimeOffset? ProposedTime { get; set; }

    /// <summary>The region's representative, encrypted.</summary>
    public byte[]? Representative { get; set; }

    /// <summary>The activation plan case at its owner; null before the labour authority opened it.</summary>
    public Guid? JointCaseId { get; set; }

    /// <summary>Why no plan is needed; empty unless closed.</summary>
    public string CloseReason { get; set; } = "";
}

using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>A case of a labour authority that the region takes part in, as far as the owner has told.</summary>
public sealed class JointCaseRow
{
    /// <summary>The case at its owner.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The owner, as a participation. Only its notices are about the case.</summary>
    public required string Owner { get; init; }

    /// <summary>The client, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>The owner's ledger entry of the invitation; null when the region itself referred the client (F04).</summary>
    public required Guid? DisclosureId { get; set; }

    /// <summary>Rules that were met, separated by commas.</summary>
    public required string RuleIds { get; set; }

    /// <summary>Proposed time of the first meeting.</summary>
    public DateTimeOffset? ProposedTime { get; set; }

    /// <summary>State last learnt.</summary>
    public required PlanState State { get; set; }

    /// <summary>Version of the case last learnt.</summary>
    public required int CaseVersion { get; set; }

    /// <summary>Newest version of the plan that the region holds a copy of; 0 when none.</summary>
    public int PlanVersion { get; set; }

    /// <summary>Version of the case at which the copy was last fetched; 0 before.</summary>
    public int CopyAsOf { get; set; }

    /// <summary>Civil date the next review is due (GEN-TIME-1); null before the plan is active.</summary>
    public DateOnly? ReviewDue { get; set; }

    /// <summary>Last lawful civil date of that review (GEN-TIME-3).</summary>
    public DateOnly? ReviewLastLawful { get; set; }

    /// <summary>Version of the case at which the reviews were last fetched; 0 before.</summary>
    public int FollowUpAsOf { get; set; }

    /// <summary>Whether the copied version holds rehabilitative work activity, so that the client is to be informed first (KTT-INFO-1).</summary>
    public bool PlansRehabilitativeWork { get; set; }

    /// <summary>When the region told the client of benefits and compensations, in the mesh's time; null before.</summary>
    public DateTimeOffset? InformedAt { get; set; }

    /// <summary>When the region accepted, in the mesh's time; null while the invitation is anybody's in the region.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>When the invitation came, in the mesh's time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it came, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When something new was last learnt, in the mesh's time.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>
    /// Takes over what was told of the case, unless a later version is known. The last signature and the activation are told of one
    /// version, in any order: of two states of a version the further one stands.
    /// </summary>
    public void Learn(int caseVersion, PlanState state, DateTimeOffset now)
    {
        if (caseVersion < CaseVersion || (caseVersion == CaseVersion && state <= State))
        {
            return;
        }

        CaseVersion = caseVersion;
        State = state;
        ChangedAt = now;
    }
}

/// <summary>The region's copy of a plan version: the bytes as they were given, encrypted. Appended, never changed.</summary>
public sealed class PlanCopyRow
{
    /// <summary>Name of the table, part of what encrypted columns are bound to.</summary>
    public const string Table = "plan_copy";

    /// <summary>The row.</summary>
    public required Guid CopyId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The version of the plan, from 1; one copy of each.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>The bytes that are signed, encrypted.</summary>
    public required byte[] Content { get; init; }

    /// <summary>SHA-256 of those bytes.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>The owner's ledger entry by which they came.</summary>
    public required Guid DisclosureId { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A signature on a copied version, as the owner gave it. Rows of their own: they come after the copy, one by one.</summary>
public sealed class CopySignatureRow
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The version signed.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>In which role.</summary>
    public required SignerRole Role { get; init; }

    /// <summary>The participation that signed; empty for the client.</summary>
    public required string Participation { get; init; }

    /// <summary>When it was given, in the mesh's time.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>The owner's ledger entry by which it came.</summary>
    public required Guid DisclosureId { get; init; }

    /// <summary>When it came, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Who signed for the region. The owner has it only as a pairwise id that the region answers for.</summary>
public sealed class OwnSignatureRow
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The version signed.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>The professional's pairwise id.</summary>
    public required string PersonId { get; init; }

    /// <summary>Assurance of the professional's authentication.</summary>
    public required string Assurance { get; init; }

    /// <summary>SHA-256 of the bytes signed.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

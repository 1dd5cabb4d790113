using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>An activation plan case as it stands.</summary>
public sealed class PlanCaseRow
{
    /// <summary>Name of the table, part of what encrypted columns are bound to.</summary>
    public const string Table = "plan_case";

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Of which jobseeker.</summary>
    public required Guid JobseekerId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The evaluation that showed the need (A6: the case keeps its evidence); null when a region's referral did.</summary>
    public Guid? EvaluationId { get; init; }

    /// <summary>The region's own case that the case was opened on (F04); null when an evaluation here showed the need.</summary>
    public Guid? ReferralId { get; init; }

    /// <summary>Why a person launched on a boundary; empty when there was none.</summary>
    public required string BoundaryReasonCode { get; init; }

    /// <summary>Rules that were met, separated by commas.</summary>
    public required string RuleIds { get; init; }

    /// <summary>Civil date of the need.</summary>
    public required DateOnly NeedOn { get; init; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>W3C traceparent of what led to the need; the invitation goes on in that trace.</summary>
    public required string Trace { get; init; }

    /// <summary>When it was opened, in the mesh's time.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Version of the case; guards against two acts at once.</summary>
    public required int Version { get; set; }

    /// <summary>State.</summary>
    public required PlanState State { get; set; }

    /// <summary>The region invited, as a participation; null before.</summary>
    public string? Region { get; set; }

    /// <summary>Proposed time of the first meeting.</summary>
    public DateTimeOffset? ProposedTime { get; set; }

    /// <summary>The region's representative, serialised and encrypted; null before the invitation is accepted.</summary>
    public byte[]? Representative { get; set; }

    /// <summary>Newest version of the plan; 0 before the first.</summary>
    public required int PlanVersion { get; set; }

    /// <summary>SHA-256 of the newest version's bytes, hexadecimal.</summary>
    public required string Digest { get; set; }

    /// <summary>Civil date the plan took effect.</summary>
    public DateOnly? EffectiveOn { get; set; }

    /// <summary>Civil date of the last review held.</summary>
    public DateOnly? LastReviewOn { get; set; }

    /// <summary>Version of the case in which the plan was last agreed or reviewed; 0 before it took effect.</summary>
    public int SettledVersion { get; set; }

    /// <summary>Last lawful date whose passing has been told as overdue; each is told once.</summary>
    public DateOnly? OverdueTold { get; set; }

    /// <summary>Due date of which the client has been reminded; each once.</summary>
    public DateOnly? DueTold { get; set; }

    /// <summary>When it last changed, in the mesh's time.</summary>
    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A version of a plan: the bytes that are signed, encrypted, with their digest.</summary>
public sealed class PlanVersionRow
{
    /// <summary>Name of the table.</summary>
    public const string Table = "plan_version";

    /// <summary>The row.</summary>
    public required Guid RowId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>The serialised content, encrypted.</summary>
    public required byte[] Content { get; init; }

    /// <summary>SHA-256 of the serialised content.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>When it was written, in the mesh's time.</summary>
    public required DateTimeOffset WrittenAt { get; init; }
}

/// <summary>A signature. It stands as long as its version is the newest.</summary>
public sealed class SignatureRow
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The version signed.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>In which role.</summary>
    public required SignerRole Role { get; init; }

    /// <summary>The participation that signed; empty for the client.</summary>
    public required string Participation { get; init; }

    /// <summary>The person's pairwise id there.</summary>
    public required string PersonId { get; init; }

    /// <summary>Assurance of the person's authentication.</summary>
    public required string Assurance { get; init; }

    /// <summary>SHA-256 of the bytes signed.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What the other authority contributed, encrypted.</summary>
public sealed class ContributionRow
{
    /// <summary>Name of the table.</summary>
    public const string Table = "plan_contribution";

    /// <summary>The contribution.</summary>
    public required Guid ContributionId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>A serialised PlanContribution, encrypted.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Who, as a pairwise id there.</summary>
    public required string PersonId { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset ContributedAt { get; init; }
}

/// <summary>A review as held.</summary>
public sealed class ReviewRow
{
    /// <summary>The review.</summary>
    public required Guid ReviewId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Civil date it was held.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>Result.</summary>
    public required string ResultCode { get; init; }

    /// <summary>Whole days it was late; 0 when in time.</summary>
    public required int DaysLate { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }
}

internal sealed class PlanTables :
    IEntityTypeConfiguration<PlanCaseRow>,
    IEntityTypeConfiguration<PlanVersionRow>,
    IEntityTypeConfiguration<SignatureRow>,
    IEntityTypeConfiguration<ContributionRow>,
    IEntityTypeConfiguration<ReviewRow>
{
    public void Configure(EntityTypeBuilder<PlanCaseRow> builder)
    {
        builder.ToTable(PlanCaseRow.Table);
        builder.HasKey(row => row.CaseId);
        builder.IsEncrypted(row => row.Representative, row => row.CaseId);
        builder.HasIndex(row => row.SubjectId);
        builder.HasIndex(row => row.JobseekerId);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<PlanVersionRow> builder)
    {
        builder.ToTable(PlanVersionRow.Table);
        builder.HasKey(row => row.RowId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Content, row => row.RowId);
        builder.HasIndex(row => new { row.CaseId, row.PlanVersion }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SignatureRow> builder)
    {
        builder.ToTable("plan_signature");
        builder.HasKey(row => new { row.CaseId, row.PlanVersion, row.Role });
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<ContributionRow> builder)
    {
        builder.ToTable(ContributionRow.Table);
        builder.HasKey(row => row.ContributionId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Body, row => row.ContributionId);
        builder.HasIndex(row => row.CaseId);
    }

    public void Configure(EntityTypeBuilder<ReviewRow> builder)
    {
        builder.ToTable("plan_review");
        builder.HasKey(row => row.ReviewId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.CaseId);
    }
}

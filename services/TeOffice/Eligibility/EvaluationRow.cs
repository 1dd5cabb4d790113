using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.TeOffice.Eligibility;

/// <summary>An evaluation as it was made, with its evidence. Never changed: a late correction raises a new one (GEN-KNOW-1).</summary>
public sealed class EvaluationRow
{
    /// <summary>Name of the table, part of what the evidence is bound to at rest.</summary>
    public const string Table = "eligibility_evaluation";

    /// <summary>The evaluation.</summary>
    public required Guid EvaluationId { get; init; }

    /// <summary>Of whom.</summary>
    public required Guid JobseekerId { get; init; }

    /// <summary>Civil date evaluated for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Whether a professional may launch on it in the profile this organisation runs by.</summary>
    public required bool Launches { get; init; }

    /// <summary>Whether a person must look at a boundary first.</summary>
    public required bool BoundaryDiscrepancy { get; init; }

    /// <summary>The serialised evaluation, encrypted: every criterion with its value.</summary>
    public required byte[] Evidence { get; init; }

    /// <summary>Civil date that Kela's counts hold for; null when they did not come.</summary>
    public DateOnly? BenefitsKnownOn { get; init; }

    /// <summary>Last day for which Kela told that unemployment benefit was paid; null when none was, or nothing was told.</summary>
    public DateOnly? BenefitLastPaidOn { get; init; }

    /// <summary>Kela's ledger entry that the counts came with; null when they did not come.</summary>
    public Guid? DisclosureId { get; init; }

    /// <summary>The facts of the own register that the law was given, by id; the earliest of each kind.</summary>
    public required string FactIds { get; init; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>W3C traceparent of what led here, so that a later act can go on in that trace; empty when nothing was traced.</summary>
    public required string Trace { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A jobseeker, or a person not in the register, whom a notice from Kela has shown to be worth a look.</summary>
public sealed class FindingRow
{
    /// <summary>The finding: the id of Kela's notice, so that a notice told twice is one finding.</summary>
    public required Guid FindingId { get; init; }

    /// <summary>The jobseeker; null when the person is not in the register.</summary>
    public Guid? JobseekerId { get; init; }

    /// <summary>The evaluation made on the notice; null without a jobseeker.</summary>
    public Guid? EvaluationId { get; init; }

    /// <summary>Civil date evaluated for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>W3C traceparent of the notice's handling.</summary>
    public required string Trace { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>When a professional settled it, in the mesh's time; null while nobody has.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Who settled it, by pairwise id.</summary>
    public string? SettledBy { get; set; }

    /// <summary>Why nothing more is needed, as a code.</summary>
    public string? SettledReason { get; set; }
}

/// <summary>
/// A region asked where a client stands, and nobody here could say who starts the plan (AKT-START-PRIO): work for the client's expert,
/// until Kela has been asked. One row for each client and region.
/// </summary>
public sealed class RegionAsked
{
    /// <summary>The client.</summary>
    public required Guid JobseekerId { get; init; }

    /// <summary>The region, as a participation.</summary>
    public required string Region { get; init; }

    /// <summary>Civil date it last asked for.</summary>
    public required DateOnly AsOf { get; set; }

    /// <summary>The flow in which it last asked.</summary>
    public required Guid FlowId { get; set; }

    /// <summary>When it first asked, in the mesh's time.</summary>
    public required DateTimeOffset FirstAskedAt { get; init; }

    /// <summary>When it last asked, in the mesh's time.</summary>
    public required DateTimeOffset LastAskedAt { get; set; }
}

internal sealed class EligibilityTables :
    IEntityTypeConfiguration<EvaluationRow>, IEntityTypeConfiguration<FindingRow>, IEntityTypeConfiguration<RegionAsked>
{
    public void Configure(EntityTypeBuilder<EvaluationRow> builder)
    {
        builder.ToTable(EvaluationRow.Table);
        builder.HasKey(row => row.EvaluationId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Evidence, row => row.EvaluationId);
        builder.HasIndex(row => row.JobseekerId);
    }

    public void Configure(EntityTypeBuilder<FindingRow> builder)
    {
        builder.ToTable("eligibility_finding");
        builder.HasKey(row => row.FindingId);
        builder.HasIndex(row => row.JobseekerId);
    }

    public void Configure(EntityTypeBuilder<RegionAsked> builder)
    {
        builder.ToTable("region_asked");
        builder.HasKey(row => new { row.JobseekerId, row.Region });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Kela.BenefitRegister;

/// <summary>A threshold that was told to the client's labour authority. Told once per client and threshold.</summary>
public sealed class ToldThreshold
{
    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Which threshold, for example SUBSIDY_DAYS_IN_YEAR.</summary>
    public required string ThresholdCode { get; init; }

    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>To whom, as <c>business id/ROLE</c>.</summary>
    public required string Recipient { get; init; }

    /// <summary>The import that showed it reached.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>
/// A reached threshold that could be told to nobody, because a fact about the client is missing. Open until a later import of the
/// client brings the fact; then the notice goes out and the row names it.
/// </summary>
public sealed class UnaddressedThreshold
{
    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Which threshold.</summary>
    public required string ThresholdCode { get; init; }

    /// <summary>What is missing, as the directory says: client_group or municipality.</summary>
    public required string MissingFact { get; set; }

    /// <summary>The import that first showed it reached.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>The flow of that import.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>Since when, in the mesh's time.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The notice that closed it; null while it is open.</summary>
    public Guid? NoticeId { get; set; }
}

internal sealed class ThresholdTables : IEntityTypeConfiguration<ToldThreshold>, IEntityTypeConfiguration<UnaddressedThreshold>
{
    public void Configure(EntityTypeBuilder<ToldThreshold> builder)
    {
        builder.ToTable("told_threshold");
        builder.HasKey(row => new { row.SubjectId, row.ThresholdCode });
    }

    public void Configure(EntityTypeBuilder<UnaddressedThreshold> builder)
    {
        builder.ToTable("unaddressed_threshold");
        builder.HasKey(row => new { row.SubjectId, row.ThresholdCode });
        builder.HasIndex(row => row.Since).HasFilter("notice_id IS NULL");
    }
}

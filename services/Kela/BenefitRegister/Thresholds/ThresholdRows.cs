using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Kela.BenefitRegister;

/// <summary>
/// A threshold that was told to the client's labour authority: once for each authority and each stretch of days on which it is reached.
/// What was told stays, whatever is corrected later (GEN-KNOW-1).
/// </summary>
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

    /// <summary>Day on which it was told as reached.</summary>
    public required DateOnly ReachedOn { get; init; }

    /// <summary>
    /// Last day looked at to which it had been reached without a break. Grows with each import of the client, so that what is not
    /// reached on a later day, by what is then known, ends the stretch.
    /// </summary>
    public required DateOnly ReachedThrough { get; set; }

    /// <summary>The import that showed it reached.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>
/// A reached threshold that could be told to nobody, because a fact about the client is missing. Open until a later import of the
/// client brings the fact; then the notice goes out and the row names it. When it is no longer to be told, it leaves nothing.
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
        builder.HasKey(row => row.NoticeId);

        // The last word on "once": of two imports at once, where the database lets them read alike, the second cannot be written.
        builder.HasIndex(row => new { row.SubjectId, row.ThresholdCode, row.Recipient, row.ReachedOn }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<UnaddressedThreshold> builder)
    {
        builder.ToTable("unaddressed_threshold");
        builder.HasKey(row => new { row.SubjectId, row.ThresholdCode, row.ImportId });
        builder.RowsAreRemoved();
        builder.HasIndex(row => new { row.SubjectId, row.ThresholdCode }).IsUnique().HasFilter("notice_id IS NULL");
        builder.HasIndex(row => row.Since).HasFilter("notice_id IS NULL");
    }
}

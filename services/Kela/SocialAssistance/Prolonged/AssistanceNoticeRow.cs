using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>
/// F01: that a client's run of months has reached a threshold, and what became of telling it. One for each client, threshold, run
/// and region; while it waits for a fact it may still change or go, once told it stays whatever is corrected later (GEN-KNOW-1).
/// </summary>
public sealed class AssistanceNoticeRow
{
    /// <summary>The row.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Which threshold, for example ASSISTANCE_MONTHS_FROM_25.</summary>
    public required string ThresholdCode { get; init; }

    /// <summary>First day of the run's first month; with client, threshold and recipient unique.</summary>
    public required DateOnly RunBegan { get; set; }

    /// <summary>First day of the last month known to have belonged to the run. Grows as the run goes on, so that a month corrected in its middle makes no new run of what has been told.</summary>
    public required DateOnly RunThrough { get; set; }

    /// <summary>Day the threshold was reached.</summary>
    public required DateOnly ReachedOn { get; set; }

    /// <summary>What became of it.</summary>
    public required AssistanceNoticeState State { get; set; }

    /// <summary>While it waits: what is missing.</summary>
    public string? MissingFact { get; set; }

    /// <summary>Home municipality by which a recipient was looked for.</summary>
    public required string HomeMunicipality { get; set; }

    /// <summary>The notice; null while it waits.</summary>
    public Guid? NoticeId { get; set; }

    /// <summary>To whom, as <c>business id/ROLE</c>; null while it waits.</summary>
    public string? Recipient { get; set; }

    /// <summary>The recipient's reason, when it gave one.</summary>
    public string? ReasonCode { get; set; }

    /// <summary>When the recipient's state came about, by its own telling; orders its answers among themselves.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The flow that began when the threshold was seen to be reached.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>Last change, in the mesh's time.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>When it was first written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class AssistanceNoticeTable : IEntityTypeConfiguration<AssistanceNoticeRow>
{
    public void Configure(EntityTypeBuilder<AssistanceNoticeRow> builder)
    {
        builder.ToTable("assistance_notice");
        builder.HasKey(row => row.EntryId);
        builder.RowsAreRemoved();

        // The last word on "once": of two looks at once, where the database lets them read alike, the second cannot be written.
        builder.HasIndex(row => new { row.SubjectId, row.ThresholdCode, row.RunBegan, row.Recipient }).IsUnique();
        builder.HasIndex(row => new { row.SubjectId, row.ThresholdCode, row.RunBegan }).IsUnique().HasFilter("recipient IS NULL");
        builder.HasIndex(row => row.NoticeId).IsUnique();
        builder.HasIndex(row => new { row.State, row.ChangedAt });
    }
}

using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.TeOffice.Participations;

/// <summary>A client's participation in rehabilitative work activity, as far as the region has told of its placement (F11).</summary>
public sealed class ParticipationRow
{
    /// <summary>The participation here.</summary>
    public required Guid ParticipationId { get; init; }

    /// <summary>The region's placement.</summary>
    public required Guid PlacementId { get; init; }

    /// <summary>The activation plan case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The client.</summary>
    public required Guid JobseekerId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The region, as a participation. Only its notices are about the placement.</summary>
    public required string Region { get; init; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>What Kela has been told of, from 1; 0 while the placement is agreed and the work has not started.</summary>
    public required int Version { get; set; }

    /// <summary>Version of the placement last learnt.</summary>
    public required int PlacementVersion { get; set; }

    /// <summary>When something new was last learnt, in the mesh's time.</summary>
    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A placement as the region told of it. Appended, never changed (GEN-KNOW-1).</summary>
public sealed class LearntPlacementRow
{
    /// <summary>Name of the table, part of what encrypted columns are bound to.</summary>
    public const string Table = "learnt_placement";

    /// <summary>The row.</summary>
    public required Guid RowId { get; init; }

    /// <summary>The participation.</summary>
    public required Guid ParticipationId { get; init; }

    /// <summary>Version of the placement.</summary>
    public required int PlacementVersion { get; init; }

    /// <summary>Version of the participation that it made, or left as it was.</summary>
    public required int ParticipationVersion { get; init; }

    /// <summary>The placement as the region gave it, serialised and encrypted.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The region's ledger entry by which it came.</summary>
    public required Guid DisclosureId { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class ParticipationTables : IEntityTypeConfiguration<ParticipationRow>, IEntityTypeConfiguration<LearntPlacementRow>
{
    public void Configure(EntityTypeBuilder<ParticipationRow> builder)
    {
        builder.ToTable("service_participation");
        builder.HasKey(row => row.ParticipationId);
        builder.HasIndex(row => row.PlacementId).IsUnique();
        builder.Property(row => row.PlacementVersion).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<LearntPlacementRow> builder)
    {
        builder.ToTable(LearntPlacementRow.Table);
        builder.HasKey(row => row.RowId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Content, row => row.RowId);
        builder.HasIndex(row => new { row.ParticipationId, row.PlacementVersion }).IsUnique();
    }
}

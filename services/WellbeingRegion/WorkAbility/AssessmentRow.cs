using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.WellbeingRegion.WorkAbility;

/// <summary>One assessment of a client's ability to work. Appended, never changed (GEN-KNOW-1).</summary>
public sealed class AssessmentRow
{
    /// <summary>Name of the table, part of what its content is bound to at rest.</summary>
    public const string Table = "work_ability_assessment";

    /// <summary>Column of the content.</summary>
    public const string ContentColumn = "content";

    /// <summary>The assessment.</summary>
    public required Guid AssessmentId { get; init; }

    /// <summary>The client, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Civil date of the assessment.</summary>
    public required DateOnly AssessedOn { get; init; }

    /// <summary>Outcome and limits as a <c>WorkAbilityResult</c>, encrypted: people wrote them.</summary>
    public required byte[] Content { get; init; }

    /// <summary>Who recorded it, by pairwise id.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class AssessmentTables : IEntityTypeConfiguration<AssessmentRow>
{
    public void Configure(EntityTypeBuilder<AssessmentRow> builder)
    {
        builder.ToTable(AssessmentRow.Table);
        builder.HasKey(row => row.AssessmentId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Content, row => row.AssessmentId);
        builder.HasIndex(row => row.SubjectId);
    }
}

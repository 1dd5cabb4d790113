using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.TeOffice.WorkAbility;

/// <summary>What a region gave of a client's ability to work, as the bytes it gave. Appended, never changed.</summary>
public sealed class CopyRow
{
    /// <summary>Name of the table, part of what its content is bound to at rest.</summary>
    public const string Table = "work_ability_copy";

    /// <summary>Column of the content.</summary>
    public const string ContentColumn = "content";

    /// <summary>The region's ledger entry by which it came.</summary>
    public required Guid DisclosureId { get; init; }

    /// <summary>Whose.</summary>
    public required Guid JobseekerId { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The bytes of the answer's content, encrypted.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The consent it was given on, at the region.</summary>
    public required string ConsentId { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>
/// A mark on a copy: its region has said that the consent is withdrawn. What was decided on the copy stays understandable, so it is kept;
/// nothing new rests on it.
/// </summary>
public sealed class CopyMarkRow
{
    /// <summary>The copy; marked once.</summary>
    public required Guid DisclosureId { get; init; }

    /// <summary>When the withdrawal became known here, in the mesh's time.</summary>
    public required DateTimeOffset WithdrawalKnownAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class CopyTables : IEntityTypeConfiguration<CopyRow>, IEntityTypeConfiguration<CopyMarkRow>
{
    public void Configure(EntityTypeBuilder<CopyRow> builder)
    {
        builder.ToTable(CopyRow.Table);
        builder.HasKey(row => row.DisclosureId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Content, row => row.DisclosureId);
        builder.HasIndex(row => row.JobseekerId);
    }

    public void Configure(EntityTypeBuilder<CopyMarkRow> builder)
    {
        builder.ToTable("work_ability_copy_mark");
        builder.HasKey(row => row.DisclosureId);
        builder.IsAppendOnly();
    }
}

using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.TeOffice.WorkAbility;

/// <summary>
/// What a region gave of a client's ability to work, as the bytes it gave. Appended, never changed: what was decided on it stays
/// understandable when the consent is taken back, which its holder tells (<see cref="Mesh.ConsentNotices.HeardConsents"/>).
/// </summary>
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

internal sealed class CopyTables : IEntityTypeConfiguration<CopyRow>
{
    public void Configure(EntityTypeBuilder<CopyRow> builder)
    {
        builder.ToTable(CopyRow.Table);
        builder.HasKey(row => row.DisclosureId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Content, row => row.DisclosureId);
        builder.HasIndex(row => row.JobseekerId);
    }
}

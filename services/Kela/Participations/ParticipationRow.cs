using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Kela.Participations;

/// <summary>
/// One version of a service participation as a labour authority told it (F12). Append-only: Kela pays by the newest, and what it paid by
/// before can still be shown.
/// </summary>
public sealed class ParticipationRow
{
    /// <summary>The table, part of the associated data of what is encrypted.</summary>
    public const string Table = "service_participation";

    /// <summary>The row.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>Who told, as <c>business id/ROLE</c>. Only its notices are about the participation.</summary>
    public required string LabourAuthority { get; init; }

    /// <summary>The participation at the labour authority.</summary>
    public required Guid ParticipationId { get; init; }

    /// <summary>Version that the notice told of, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The disclosed bytes, encrypted: the evidence, from which what is shown is parsed.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The labour authority's ledger entry.</summary>
    public required Guid DisclosureId { get; init; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>When it came, in the mesh's time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it came, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class ParticipationTable : IEntityTypeConfiguration<ParticipationRow>
{
    public void Configure(EntityTypeBuilder<ParticipationRow> builder)
    {
        builder.ToTable(ParticipationRow.Table);
        builder.HasKey(row => row.EntryId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Content, row => row.EntryId);
        builder.HasIndex(row => new { row.LabourAuthority, row.ParticipationId, row.Version }).IsUnique();
        builder.HasIndex(row => row.ReceivedAt);
    }
}

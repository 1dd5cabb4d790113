using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What an organiser told of a service of the plan (F32). Appended, never changed (GEN-KNOW-1).</summary>
public sealed class ServiceEventRow
{
    /// <summary>The row.</summary>
    public required Guid RowId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The service at its organiser.</summary>
    public required Guid ServiceId { get; init; }

    /// <summary>Version of the service.</summary>
    public required int ServiceVersion { get; init; }

    /// <summary>Kind of the service.</summary>
    public required ServiceKind Kind { get; init; }

    /// <summary>What became of it.</summary>
    public required ServiceEventState State { get; init; }

    /// <summary>Civil date on which it did.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Why, as a code; empty when it started.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>Version of the case when this became known: a later review has taken it into account.</summary>
    public required int CaseVersion { get; init; }

    /// <summary>The organiser's ledger entry by which it came.</summary>
    public required Guid DisclosureId { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class ServiceEventTable : IEntityTypeConfiguration<ServiceEventRow>
{
    public void Configure(EntityTypeBuilder<ServiceEventRow> builder)
    {
        builder.ToTable("service_event");
        builder.HasKey(row => row.RowId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.CaseId);
        builder.HasIndex(row => new { row.ServiceId, row.ServiceVersion }).IsUnique();
    }
}

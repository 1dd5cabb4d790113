using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>One party's finding that limits of capacity prevent work or employment services (KTT-NEED-1). Appended, never changed.</summary>
public sealed class CapacityFindingRow
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Which party.</summary>
    public required SignerRole Role { get; init; }

    /// <summary>The participation that found it; empty for the client.</summary>
    public required string Participation { get; init; }

    /// <summary>The person's pairwise id there.</summary>
    public required string PersonId { get; init; }

    /// <summary>Assurance of the person's authentication.</summary>
    public required string Assurance { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>One authority told the client of benefits and compensations (KTT-INFO-1). Appended, never changed.</summary>
public sealed class BenefitInformationRow
{
    /// <summary>The record.</summary>
    public required Guid InformationId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Which authority.</summary>
    public required SignerRole Role { get; init; }

    /// <summary>The participation.</summary>
    public required string Participation { get; init; }

    /// <summary>The person's pairwise id there.</summary>
    public required string PersonId { get; init; }

    /// <summary>When the client was told, in the mesh's time.</summary>
    public required DateTimeOffset InformedAt { get; init; }

    /// <summary>How.</summary>
    public required InformationChannel Channel { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class PlanFindingTables : IEntityTypeConfiguration<CapacityFindingRow>, IEntityTypeConfiguration<BenefitInformationRow>
{
    public void Configure(EntityTypeBuilder<CapacityFindingRow> builder)
    {
        builder.ToTable("plan_capacity_finding");
        builder.HasKey(row => new { row.CaseId, row.Role });
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<BenefitInformationRow> builder)
    {
        builder.ToTable("plan_benefit_information");
        builder.HasKey(row => row.InformationId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.CaseId);
    }
}

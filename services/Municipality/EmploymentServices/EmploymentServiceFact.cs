using Mesh.Disclosure;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Municipality.EmploymentServices;

/// <summary>One employment service that the municipality gives a client. Appended, never changed (GEN-KNOW-1).</summary>
public sealed class EmploymentServiceFact : IOfSubject
{
    /// <summary>Name of the table, part of what its texts are bound to at rest.</summary>
    public const string Table = "employment_service_fact";

    /// <summary>Column of the name.</summary>
    public const string NameColumn = "name";

    /// <summary>Column of the unit.</summary>
    public const string UnitColumn = "unit";

    /// <summary>The fact.</summary>
    public required Guid FactId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>What, encrypted: people write it.</summary>
    public required byte[] Name { get; init; }

    /// <summary>Unit that gives it, encrypted.</summary>
    public required byte[] Unit { get; init; }

    /// <summary>First day, Europe/Helsinki.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day; null when open.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Who recorded it, by pairwise id.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A professional's tie to a client: whoever records a service of a client works with the client.</summary>
public sealed class ClientTie
{
    /// <summary>The client.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The professional's pairwise id.</summary>
    public required string PersonId { get; init; }

    /// <summary>Since when, in the mesh's time.</summary>
    public required DateTimeOffset From { get; init; }
}

internal sealed class EmploymentServiceTables : IEntityTypeConfiguration<EmploymentServiceFact>, IEntityTypeConfiguration<ClientTie>
{
    public void Configure(EntityTypeBuilder<EmploymentServiceFact> builder)
    {
        builder.ToTable(EmploymentServiceFact.Table);
        builder.HasKey(row => row.FactId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Name, row => row.FactId);
        builder.IsEncrypted(row => row.Unit, row => row.FactId);
        builder.HasIndex(row => row.SubjectId);
    }

    public void Configure(EntityTypeBuilder<ClientTie> builder)
    {
        builder.ToTable("client_tie");
        builder.HasKey(row => new { row.SubjectId, row.PersonId });
    }
}

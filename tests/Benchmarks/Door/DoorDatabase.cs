using Mesh.Disclosure;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Benchmarks.Door;

/// <summary>A holder's tables, its records, and the rows of the floor that is written by hand.</summary>
internal sealed class DoorDatabase(DbContextOptions<DoorDatabase> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseMeshConventions();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddHostingTables().AddDisclosureTables();
        modelBuilder.Entity<RecordRow>().ToTable(RecordRow.Table).HasKey(row => row.SubjectId);
        var floor = modelBuilder.Entity<FloorRow>();
        floor.ToTable("floor_entry").HasKey(row => row.EntryId);
        floor.HasIndex(row => row.SubjectId);
        floor.IsAppendOnly();
    }
}

/// <summary>What the holder keeps of a client.</summary>
internal sealed class RecordRow : IOfSubject
{
    public const string Table = "record";
    public const string Column = "content";

    public required Guid SubjectId { get; init; }

    /// <summary>EmploymentServices, AES-GCM.</summary>
    public required byte[] Content { get; init; }
}

/// <summary>What the floor writes of a disclosure: who, about whom, by which consent, when.</summary>
internal sealed class FloorRow
{
    public required Guid EntryId { get; init; }

    public required Guid SubjectId { get; init; }

    public required string Requester { get; init; }

    public required string ActorId { get; init; }

    public required string Purpose { get; init; }

    public required Guid ConsentId { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

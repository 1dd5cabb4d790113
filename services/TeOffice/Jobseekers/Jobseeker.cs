using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.TeOffice.Jobseekers;

/// <summary>A jobseeker (työnhakija) in this authority's register.</summary>
public sealed class Jobseeker
{
    /// <summary>Opaque id in this register.</summary>
    public required Guid JobseekerId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Home municipality (kotikunta), three digits: the newest that is known. What was known before stands in <see cref="JobseekerResidence"/>.</summary>
    public required string HomeMunicipality { get; set; }

    /// <summary>Client group (ROLE-KEY), as the municipality.</summary>
    public required string ClientGroup { get; set; }

    /// <summary>First day of the valid job search, the first one; a later one begins with a fact.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Where a jobseeker lives and in which client group, as it became known: by it is seen whom the authority asked and told, and why. Appended, never changed (GEN-KNOW-1).</summary>
public sealed class JobseekerResidence
{
    /// <summary>The fact.</summary>
    public required Guid ResidenceId { get; init; }

    /// <summary>About whom.</summary>
    public required Guid JobseekerId { get; init; }

    /// <summary>Home municipality, three digits.</summary>
    public required string HomeMunicipality { get; init; }

    /// <summary>Client group.</summary>
    public required string ClientGroup { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A professional's tie to a client: without one, a client's case is nobody's business.</summary>
public sealed class ClientTie
{
    /// <summary>The client.</summary>
    public required Guid JobseekerId { get; init; }

    /// <summary>The professional's pairwise id.</summary>
    public required string PersonId { get; init; }

    /// <summary>Since when, in the mesh's time.</summary>
    public required DateTimeOffset From { get; init; }
}

/// <summary>What a fact of the register is about.</summary>
public enum JobseekerFactKind
{
    /// <summary>The employment plan (työllistymissuunnitelma) was made.</summary>
    EmploymentPlanMade = 1,

    /// <summary>A job-search interview (työnhakukeskustelu) was booked.</summary>
    InterviewBooked,

    /// <summary>A job-search interview was held.</summary>
    InterviewHeld,

    /// <summary>The job search ended: the date is the last on which it was valid.</summary>
    JobSearchEnded,

    /// <summary>The job search began again: the date is the first on which it is valid.</summary>
    JobSearchBegun,
}

/// <summary>One dated fact. Appended, never changed (GEN-KNOW-1).</summary>
public sealed class JobseekerFact
{
    /// <summary>The fact.</summary>
    public required Guid FactId { get; init; }

    /// <summary>About whom.</summary>
    public required Guid JobseekerId { get; init; }

    /// <summary>About what.</summary>
    public required JobseekerFactKind Kind { get; init; }

    /// <summary>The civil date it holds for.</summary>
    public required DateOnly On { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class JobseekerTables
    : IEntityTypeConfiguration<Jobseeker>, IEntityTypeConfiguration<JobseekerResidence>, IEntityTypeConfiguration<ClientTie>, IEntityTypeConfiguration<JobseekerFact>
{
    public void Configure(EntityTypeBuilder<Jobseeker> builder)
    {
        builder.ToTable("jobseeker");
        builder.HasKey(row => row.JobseekerId);
        builder.HasIndex(row => row.SubjectId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<JobseekerResidence> builder)
    {
        builder.ToTable("jobseeker_residence");
        builder.HasKey(row => row.ResidenceId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.JobseekerId);
    }

    public void Configure(EntityTypeBuilder<ClientTie> builder)
    {
        builder.ToTable("client_tie");
        builder.HasKey(row => new { row.JobseekerId, row.PersonId });
    }

    public void Configure(EntityTypeBuilder<JobseekerFact> builder)
    {
        builder.ToTable("jobseeker_fact");
        builder.HasKey(row => row.FactId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.JobseekerId);
    }
}

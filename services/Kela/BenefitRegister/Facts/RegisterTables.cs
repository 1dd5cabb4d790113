using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Kela.BenefitRegister;

/// <summary>The register's tables, and what keeps them append-only where the database knows no roles.</summary>
internal sealed class RegisterTables :
    IEntityTypeConfiguration<BenefitImport>,
    IEntityTypeConfiguration<PaidDayFact>,
    IEntityTypeConfiguration<ClientFact>,
    IEntityTypeConfiguration<AllowanceMaximumFact>
{
    private const string Imports = "benefit_import";
    private const string PaidDays = "paid_day_fact";
    private const string Clients = "client_fact";
    private const string Maxima = "allowance_maximum_fact";

    public void Configure(EntityTypeBuilder<BenefitImport> builder)
    {
        builder.ToTable(Imports);
        builder.HasKey(row => row.ImportId);
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<PaidDayFact> builder)
    {
        builder.ToTable(PaidDays);
        builder.HasKey(row => row.FactId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.SubjectId);

        // A history is a chain: each fact has one successor at most, so what stands is never a matter of order.
        builder.HasIndex(row => row.Supersedes).IsUnique();
        builder.HasIndex(row => new { row.SubjectId, row.Benefit, row.Day }).IsUnique().HasFilter("supersedes IS NULL");
    }

    public void Configure(EntityTypeBuilder<ClientFact> builder)
    {
        builder.ToTable(Clients);
        builder.HasKey(row => row.FactId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.Supersedes).IsUnique();
        builder.HasIndex(row => row.SubjectId).IsUnique().HasFilter("supersedes IS NULL").HasDatabaseName("IX_client_fact_first");
        builder.HasIndex(row => new { row.SubjectId, row.FactId });
    }

    public void Configure(EntityTypeBuilder<AllowanceMaximumFact> builder)
    {
        builder.ToTable(Maxima);
        builder.HasKey(row => row.FactId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.Supersedes).IsUnique();
        builder.HasIndex(row => row.SubjectId).IsUnique().HasFilter("supersedes IS NULL").HasDatabaseName("IX_allowance_maximum_fact_first");
        builder.HasIndex(row => new { row.SubjectId, row.FactId });
    }
}

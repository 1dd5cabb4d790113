using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Kela.SocialAssistance;

/// <summary>The register's tables. A history is a chain: each fact has one successor at most, so what stands is never a matter of order.</summary>
internal sealed class AssistanceTables :
    IEntityTypeConfiguration<AssistanceRecording>,
    IEntityTypeConfiguration<AssistanceMonthFact>,
    IEntityTypeConfiguration<AssistanceClientFact>
{
    private const string Recordings = "assistance_recording";
    private const string Months = "assistance_month_fact";
    private const string Clients = "assistance_client_fact";

    public void Configure(EntityTypeBuilder<AssistanceRecording> builder)
    {
        builder.ToTable(Recordings);
        builder.HasKey(row => row.RecordingId);
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<AssistanceMonthFact> builder)
    {
        builder.ToTable(Months);
        builder.HasKey(row => row.FactId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.Supersedes).IsUnique();
        builder.HasIndex(row => new { row.SubjectId, row.Month }).IsUnique().HasFilter("supersedes IS NULL").HasDatabaseName("IX_assistance_month_fact_first");
        builder.HasIndex(row => new { row.SubjectId, row.FactId });
    }

    public void Configure(EntityTypeBuilder<AssistanceClientFact> builder)
    {
        builder.ToTable(Clients);
        builder.HasKey(row => row.FactId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.Supersedes).IsUnique();
        builder.HasIndex(row => row.SubjectId).IsUnique().HasFilter("supersedes IS NULL").HasDatabaseName("IX_assistance_client_fact_first");
        builder.HasIndex(row => new { row.SubjectId, row.FactId });
    }
}

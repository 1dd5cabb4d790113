using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

internal sealed class PlacementTables : IEntityTypeConfiguration<PlacementRow>, IEntityTypeConfiguration<AttendanceRow>
{
    public void Configure(EntityTypeBuilder<PlacementRow> builder)
    {
        builder.ToTable(PlacementRow.Table);
        builder.HasKey(row => row.PlacementId);
        builder.IsEncrypted(row => row.Terms, row => row.PlacementId);
        builder.IsEncrypted(row => row.Details, row => row.PlacementId);
        builder.HasIndex(row => row.SubjectId);
        builder.HasIndex(row => row.ChangedAt);
    }

    public void Configure(EntityTypeBuilder<AttendanceRow> builder)
    {
        builder.ToTable("placement_attendance");
        builder.HasKey(row => row.AttendanceId);
        builder.IsAppendOnly();

        // Each row is replaced by one at most, so that what stands of a day is one chain.
        builder.HasIndex(row => row.Supersedes).IsUnique();
        builder.HasIndex(row => new { row.PlacementId, row.Day });
    }
}

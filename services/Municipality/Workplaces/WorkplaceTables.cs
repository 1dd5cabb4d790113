using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Municipality.Workplaces;

internal sealed class WorkplaceTables :
    IEntityTypeConfiguration<WorkplaceRow>, IEntityTypeConfiguration<PlaceRequestRow>, IEntityTypeConfiguration<AttendanceFact>
{
    public void Configure(EntityTypeBuilder<WorkplaceRow> builder)
    {
        builder.ToTable("workplace");
        builder.HasKey(row => row.WorkplaceId);
        builder.HasIndex(row => row.Name);
    }

    public void Configure(EntityTypeBuilder<PlaceRequestRow> builder)
    {
        builder.ToTable("place_request");
        builder.HasKey(row => row.PlacementId);
        builder.HasIndex(row => row.WorkplaceId);
        builder.HasIndex(row => row.ChangedAt);
    }

    public void Configure(EntityTypeBuilder<AttendanceFact> builder)
    {
        builder.ToTable(AttendanceFact.Table);
        builder.HasKey(row => row.Sequence);
        builder.IsAppendOnly();
        builder.HasIndex(row => new { row.PlacementId, row.Day });
    }
}

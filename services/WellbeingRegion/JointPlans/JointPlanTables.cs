using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.WellbeingRegion.JointPlans;

internal sealed class JointPlanTables :
    IEntityTypeConfiguration<JointCaseRow>,
    IEntityTypeConfiguration<PlanCopyRow>,
    IEntityTypeConfiguration<CopySignatureRow>,
    IEntityTypeConfiguration<OwnSignatureRow>
{
    public void Configure(EntityTypeBuilder<JointCaseRow> builder)
    {
        builder.ToTable("joint_case");
        builder.HasKey(row => row.CaseId);
        builder.HasIndex(row => row.SubjectId);
        builder.HasIndex(row => row.ChangedAt);
    }

    public void Configure(EntityTypeBuilder<PlanCopyRow> builder)
    {
        builder.ToTable(PlanCopyRow.Table);
        builder.HasKey(row => row.CopyId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Content, row => row.CopyId);
        builder.HasIndex(row => new { row.CaseId, row.PlanVersion }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CopySignatureRow> builder)
    {
        builder.ToTable("plan_copy_signature");
        builder.HasKey(row => new { row.CaseId, row.PlanVersion, row.Role });
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<OwnSignatureRow> builder)
    {
        builder.ToTable("own_signature");
        builder.HasKey(row => new { row.CaseId, row.PlanVersion });
        builder.IsAppendOnly();
    }
}

using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.WellbeingRegion.Assistance;

internal sealed class AssistanceTables :
    IEntityTypeConfiguration<AssistanceCaseRow>,
    IEntityTypeConfiguration<AssistanceNoticeRow>,
    IEntityTypeConfiguration<AssistanceAnswerRow>,
    IEntityTypeConfiguration<AssistanceEvaluationRow>
{
    public void Configure(EntityTypeBuilder<AssistanceCaseRow> builder)
    {
        builder.ToTable(AssistanceCaseRow.Table);
        builder.HasKey(row => row.CaseId);
        builder.IsEncrypted(row => row.Representative, row => row.CaseId);
        builder.HasIndex(row => row.ChangedAt);
        builder.HasIndex(row => row.JointCaseId);

        // RECEIVED, TAKEN, INVITED: of two notices handled at once, one opens the client's case and the other is sent again.
        builder.HasIndex(row => row.SubjectId).IsUnique().HasFilter("state IN (1, 2, 3)");
    }

    public void Configure(EntityTypeBuilder<AssistanceNoticeRow> builder)
    {
        builder.ToTable("assistance_notice");
        builder.HasKey(row => row.NoticeId);
        builder.IsAppendOnly();
        builder.HasIndex(row => row.CaseId);
    }

    public void Configure(EntityTypeBuilder<AssistanceAnswerRow> builder)
    {
        builder.ToTable(AssistanceAnswerRow.Table);
        builder.HasKey(row => row.AnswerId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Content, row => row.AnswerId);
        builder.HasIndex(row => row.CaseId);
    }

    public void Configure(EntityTypeBuilder<AssistanceEvaluationRow> builder)
    {
        builder.ToTable(AssistanceEvaluationRow.Table);
        builder.HasKey(row => row.EvaluationId);
        builder.IsAppendOnly();
        builder.IsEncrypted(row => row.Evidence, row => row.EvaluationId);
        builder.IsEncrypted(row => row.Standing, row => row.EvaluationId);
        builder.HasIndex(row => row.CaseId);
    }
}

using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.ClientNotices;

/// <summary>The tables that every participation's database has from this block.</summary>
public static class ClientNoticeTables
{
    /// <summary>Adds messages, the steps of their proof, and how far a channel's receipts have been read.</summary>
    public static ModelBuilder AddClientNoticeTables(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<ClientNoticeRow>(notice =>
        {
            notice.ToTable("client_notice");
            notice.HasKey(row => row.NoticeId);
            notice.HasIndex(row => new { row.SubjectId, row.SentAt });

            // What waits: for the dispatcher in the order of its time, for the letter desk.
            notice.HasIndex(row => new { row.State, row.NextAttemptAt });

            // Codes, not numbers: proof is read by people and courts, years later and without this program.
            notice.Property(row => row.Kind).HasConversion<string>();
            notice.Property(row => row.State).HasConversion<string>();

            // Two that take the same step at once cannot both have taken it.
            notice.Property(row => row.Steps).IsConcurrencyToken();
        });
        model.Entity<ServiceStepRow>(step =>
        {
            step.ToTable("client_notice_step");
            step.HasKey(row => new { row.NoticeId, row.Number });
            step.IsAppendOnly();
            step.HasIndex(row => row.ChannelReference);
            step.Property(row => row.State).HasConversion<string>();
        });
        model.Entity<ReceiptCursorRow>(cursor =>
        {
            cursor.ToTable("client_notice_receipts");
            cursor.HasKey(row => row.Channel);
        });
        return model;
    }
}

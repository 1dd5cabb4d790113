using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Messaging;

/// <summary>The tables that every participation's database has from this block.</summary>
public static class NoticeTables
{
    /// <summary>Adds outbox, inbox and parked notices.</summary>
    public static ModelBuilder AddNoticeTables(this ModelBuilder model)
    {
        model.Entity<OutboxRow>(outbox =>
        {
            outbox.ToTable("notice_outbox");
            outbox.RowsAreRemoved();
            outbox.HasKey(row => row.Sequence);
            outbox.HasIndex(row => row.NoticeId).IsUnique();

            // What is looked for each second is only what is unsent.
            outbox.HasIndex(row => new { row.Recipient, row.Sequence }).HasFilter("sent_at IS NULL");
        });
        model.Entity<InboxRow>(inbox =>
        {
            inbox.ToTable("notice_inbox");
            inbox.RowsAreRemoved();
            inbox.HasKey(row => new { row.NoticeId, row.Handler, row.Source });
            inbox.HasIndex(row => row.HandledAt);
        });
        model.Entity<ParkedRow>(parked =>
        {
            parked.ToTable("notice_parked");
            parked.RowsAreRemoved();
            parked.HasKey(row => row.Sequence);

            parked.IsEncrypted(row => row.Envelope, row => row.NoticeId);
            parked.HasIndex(row => new { row.NoticeId, row.AuthenticatedSource }).IsUnique();
        });
        return model;
    }
}

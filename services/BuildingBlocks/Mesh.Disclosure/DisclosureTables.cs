using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Disclosure;

/// <summary>The tables that a holder's database has from this block.</summary>
public static class DisclosureTables
{
    /// <summary>Adds subjects with gates, sightings and alarms about them, notices' subjects, consents, refusals, their receipts, contact bans, the ledger, its tree, what of it was erased, and both sides' books.</summary>
    public static ModelBuilder AddDisclosureTables(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<SubjectRow>(subject =>
        {
            subject.HasKey(row => row.SubjectId);
            subject.HasIndex(row => row.CodeIndex).IsUnique();
            subject.IsEncrypted(row => row.Code, row => row.SubjectId);
            subject.IsBlindIndex(row => row.CodeIndex, row => row.Code, Subjects.Purpose);
            Name(subject, "subject");
        });
        model.Entity<SubjectGateRow>(gate =>
        {
            gate.HasKey(row => row.SubjectId);
            gate.RowsAreRemoved();
            Name(gate, "subject_gate");
        });
        model.Entity<SightingRow>(sighting =>
        {
            sighting.HasKey(row => row.SightingId);
            sighting.RowsAreRemoved();
            sighting.HasIndex(row => row.ReferenceIndex).IsUnique();

            // Without the key whoever is asked about again would be a new sighting.
            sighting.IsKeyedDigest(row => row.ReferenceIndex, outlivesItsKey: false);
            Name(sighting, "subject_sighting");
        });
        model.Entity<EnumerationAlarmRow>(alarm =>
        {
            alarm.HasKey(row => row.AlarmId);
            alarm.IsAppendOnly();
            alarm.HasIndex(row => row.RaisedAt);
            Name(alarm, "enumeration_alarm");
        });
        model.Entity<SentNoticeRow>(notice =>
        {
            notice.HasKey(row => row.NoticeId);
            notice.IsAppendOnly();
            notice.HasIndex(row => row.SubjectId);
            Name(notice, "notice_subject");
        });
        model.Entity<ConsentRevision>(consent =>
        {
            consent.HasKey(row => new { row.ConsentId, row.Revision });
            consent.IsAppendOnly();
            consent.HasIndex(row => row.SubjectId);
            Name(consent, "consent_revision");
        });
        model.Entity<RefusalRevision>(refusal =>
        {
            refusal.HasKey(row => new { row.RefusalId, row.Revision });
            refusal.IsAppendOnly();
            refusal.HasIndex(row => row.SubjectId);
            Name(refusal, "refusal_revision");
        });
        model.Entity<ConsentReceiptRow>(receipt =>
        {
            receipt.HasKey(row => new { row.RecordId, row.Revision });
            receipt.Ignore(row => row.Text);
            receipt.IsAppendOnly();
            receipt.HasIndex(row => row.SubjectId);
            Name(receipt, "consent_receipt");
        });
        model.Entity<ContactBanFact>(ban =>
        {
            ban.HasKey(row => row.FactId);
            ban.IsAppendOnly();
            ban.HasIndex(row => row.SubjectId);

            // A history is a chain: each fact has one successor at most.
            ban.HasIndex(row => row.Supersedes).IsUnique();
            Name(ban, "contact_ban");
        });
        model.Entity<WaitingRequestRow>(waiting =>
        {
            waiting.HasKey(row => row.WaitingId);
            waiting.IsAppendOnly();
            waiting.HasIndex(row => row.SubjectId);
            Name(waiting, "waiting_request");
        });
        model.Entity<WaitingAnswerRow>(answer =>
        {
            // One answer to a request, and no second one.
            answer.HasKey(row => row.WaitingId);
            answer.IsAppendOnly();
            Name(answer, "waiting_answer");
        });
        model.Entity<LedgerEntry>(entry =>
        {
            entry.HasKey(row => row.EntryId);
            entry.IsAppendOnly();
            entry.HasIndex(row => row.SubjectId);
            Name(entry, "disclosure_ledger");
        });
        model.Entity<AnsweredRequest>(answered =>
        {
            answered.HasKey(row => new { row.Requester, row.StatementId });
            answered.IsAppendOnly();
            answered.IsEncrypted(row => row.Statement, row => row.EntryId);
            answered.HasIndex(row => row.EntryId).IsUnique();
            answered.HasIndex(row => new { row.Requester, row.AnsweredAt });
            Name(answered, "answered_request");
        });
        model.Entity<AskedRequest>(asked =>
        {
            asked.HasKey(row => row.StatementId);
            asked.IsAppendOnly();
            asked.IsEncrypted(row => row.Statement, row => row.StatementId);
            asked.HasIndex(row => new { row.Holder, row.AnsweredAt });
            Name(asked, "asked_request");
        });
        return model.AddTransparencyTables().AddRetentionTables().AddReceiptPromiseTables();
    }

    private static void Name<T>(EntityTypeBuilder<T> entity, string table)
        where T : class
    {
        entity.ToTable(table);
        foreach (var property in entity.Metadata.GetProperties())
        {
            // Codes, not numbers: a row is read by people and courts, years later and without this program.
            if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum)
            {
                property.SetProviderClrType(typeof(string));
            }
        }
    }
}

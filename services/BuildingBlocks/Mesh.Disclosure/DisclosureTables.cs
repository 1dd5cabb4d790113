using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Disclosure;

/// <summary>The tables that a holder's database has from this block.</summary>
public static class DisclosureTables
{
    /// <summary>Adds subjects with gates, sightings, notices' subjects, consents, the ledger and its tree.</summary>
    public static ModelBuilder AddDisclosureTables(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<SubjectRow>(subject =>
        {
            subject.HasKey(row => row.SubjectId);
            subject.HasIndex(row => row.CodeIndex).IsUnique();
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
            sighting.HasIndex(row => row.LastSeen);
            Name(sighting, "subject_sighting");
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
        model.Entity<LedgerEntry>(entry =>
        {
            entry.HasKey(row => row.EntryId);
            entry.IsAppendOnly();
            entry.HasIndex(row => row.SubjectId);
            entry.HasIndex(row => row.FlowId);
            Name(entry, "disclosure_ledger");
        });
        return model.AddTransparencyTables();
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

using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>The tables of the ledger's tree. What the service sealed, it cannot take back; of how things stand now only the newest is kept up.</summary>
internal static class TransparencyTables
{
    public static ModelBuilder AddTransparencyTables(this ModelBuilder model)
    {
        model.Entity<LedgerLeafRow>(leaf =>
        {
            leaf.ToTable("ledger_leaf");
            leaf.HasKey(row => row.LeafIndex);
            leaf.Property(row => row.LeafIndex).ValueGeneratedNever();
            leaf.HasIndex(row => row.EntryId).IsUnique();
            leaf.HasIndex(row => row.LeafHash).IsUnique();
            leaf.IsAppendOnly();
        });
        model.Entity<LedgerNodeRow>(node =>
        {
            node.ToTable("ledger_node");
            node.HasKey(row => row.Node);
            node.Property(row => row.Node).ValueGeneratedNever();
            node.IsAppendOnly();
        });
        model.Entity<LedgerOpeningRow>(opening =>
        {
            opening.ToTable("ledger_opening");
            opening.HasKey(row => row.EntryId);
            opening.HasIndex(row => new { row.SubjectId, row.Number }).IsUnique();
            opening.IsAppendOnly();
        });
        model.Entity<LedgerCheckpointRow>(checkpoint =>
        {
            checkpoint.ToTable("ledger_checkpoint");
            checkpoint.HasKey(row => row.TreeSize);
            checkpoint.Property(row => row.TreeSize).ValueGeneratedNever();
            checkpoint.IsAppendOnly();
        });
        model.Entity<LedgerCosignatureRow>(cosignature =>
        {
            cosignature.ToTable("ledger_cosignature");
            cosignature.HasKey(row => new { row.TreeSize, row.Witness });
            cosignature.IsAppendOnly();
        });
        model.Entity<LedgerCosignerRow>(cosigner =>
        {
            cosigner.ToTable("ledger_cosigner");
            cosigner.HasKey(row => row.Witness);
        });
        model.Entity<WitnessedCheckpointRow>(seen =>
        {
            seen.ToTable("witnessed_checkpoint");
            seen.HasKey(row => new { row.Ledger, row.TreeSize });
            seen.IsAppendOnly();
        });
        model.Entity<LedgerWatchRow>(watch =>
        {
            watch.ToTable("ledger_watch");
            watch.HasKey(row => row.Ledger);
            watch.Property(row => row.Fault).HasConversion<string>();
        });
        model.Entity<LedgerAuditRow>(audit =>
        {
            audit.ToTable("ledger_audit");
            audit.HasKey(row => row.AuditId);
        });
        model.Entity<LedgerAlarmRow>(alarm =>
        {
            alarm.ToTable("ledger_alarm");
            alarm.HasKey(row => row.AlarmId);
            alarm.HasIndex(row => new { row.Ledger, row.Kind, row.EvidenceSha256 }).IsUnique();
            alarm.Property(row => row.Kind).HasConversion<string>();
            alarm.IsAppendOnly();
        });
        return model;
    }
}

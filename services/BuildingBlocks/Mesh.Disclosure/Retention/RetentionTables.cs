using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>What the owner wrote of its erasing. The service reads it, and can add nothing.</summary>
internal static class RetentionTables
{
    public const string Erasures = "ledger_erasure";
    public const string Leaves = "erased_leaves";
    public const string Holds = "retention_hold";

    public static ModelBuilder AddRetentionTables(this ModelBuilder model)
    {
        model.Entity<LedgerErasureRow>(erasure =>
        {
            erasure.ToTable(Erasures);
            erasure.HasKey(row => row.ErasureId);
            erasure.Property(row => row.Kind).HasConversion<string>();
            erasure.IsOwners();
        });
        model.Entity<ErasedLeavesRow>(leaves =>
        {
            leaves.ToTable(Leaves);
            leaves.HasKey(row => row.FirstLeaf);
            leaves.Property(row => row.FirstLeaf).ValueGeneratedNever();
            leaves.HasIndex(row => row.ErasureId);
            leaves.IsOwners();
        });
        model.Entity<RetentionHoldRow>(hold =>
        {
            hold.ToTable(Holds);
            hold.HasKey(row => row.HoldId);
            hold.HasIndex(row => row.HeldId);
            hold.IsOwners();
        });
        return model;
    }
}

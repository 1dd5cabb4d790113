using Mesh.Hosting.AtRest;
using Mesh.Hosting.Journal;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>The tables that every participation's database has from this block.</summary>
public static class HostingTables
{
    /// <summary>Adds outcomes of writes, the flow journal, and which keys at rest are used by whom.</summary>
    public static ModelBuilder AddHostingTables(this ModelBuilder model)
    {
        model.Entity<RequestOutcome>(outcome =>
        {
            outcome.ToTable("request_outcome");
            outcome.HasKey(row => new { row.Caller, row.Method, row.RequestId });

            // Without the key the same request is refused as another one under its id: it is not carried out twice.
            outcome.IsKeyedDigest(row => row.RequestDigest, outlivesItsKey: true);
        });
        model.Entity<JournalRow>(journal =>
        {
            journal.ToTable("flow_journal");

            // By flow it is read, and each row is one index entry to write.
            journal.HasKey(row => new { row.FlowId, row.EntryId });
            journal.IsAppendOnly();
        });
        model.Entity<KnownKeyRow>(key =>
        {
            key.ToTable("at_rest_key");
            key.HasKey(row => row.Kid);
            key.IsAppendOnly();
        });
        model.Entity<ReplicaKeysRow>(replica =>
        {
            replica.ToTable("at_rest_replica");
            replica.HasKey(row => row.Replica);
            replica.RowsAreRemoved();
        });
        return model;
    }
}

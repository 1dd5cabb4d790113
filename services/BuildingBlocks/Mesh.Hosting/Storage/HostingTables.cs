using Mesh.Hosting.Journal;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>The tables that every participation's database has from this block.</summary>
public static class HostingTables
{
    /// <summary>Adds outcomes of writes and the flow journal.</summary>
    public static ModelBuilder AddHostingTables(this ModelBuilder model)
    {
        model.Entity<RequestOutcome>(outcome =>
        {
            outcome.ToTable("request_outcome");
            outcome.HasKey(row => new { row.Caller, row.Method, row.RequestId });
        });
        model.Entity<JournalRow>(journal =>
        {
            journal.ToTable("flow_journal");
            journal.HasKey(row => row.EntryId);
            journal.HasIndex(row => row.FlowId);
            journal.IsAppendOnly();
        });
        return model;
    }
}

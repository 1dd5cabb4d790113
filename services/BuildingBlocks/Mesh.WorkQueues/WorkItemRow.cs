using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WorkQueues;

/// <summary>An item of the queue. It is derived: everything in it follows from the rows of its source, and it goes with its reason.</summary>
public sealed class WorkItemRow
{
    /// <summary>The item.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>Which source says it.</summary>
    public required string Source { get; init; }

    /// <summary>Of which thing.</summary>
    public required Guid Thing { get; init; }

    /// <summary>What exactly is waited for.</summary>
    public required string Code { get; init; }

    /// <summary>What the act names.</summary>
    public required Guid Reference { get; init; }

    /// <summary>What is waited for.</summary>
    public required WorkKind Kind { get; init; }

    /// <summary>The client, in this database only.</summary>
    public Guid? SubjectId { get; set; }

    /// <summary>The client, by the id that the participation's own methods use.</summary>
    public Guid? ClientId { get; set; }

    /// <summary>The case.</summary>
    public Guid? CaseId { get; set; }

    /// <summary>The other participation; empty when there is none.</summary>
    public required string Counterpart { get; set; }

    /// <summary>Civil date by which it is due.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Civil date whose passing makes it overdue: the last lawful one, else the due date.</summary>
    public DateOnly? OverdueAfter { get; set; }

    /// <summary>Whether <see cref="OverdueAfter"/> is a term of law.</summary>
    public bool IsTermOfLaw { get; set; }

    /// <summary>Civil date from which it is shown; null when at once.</summary>
    public DateOnly? ShownFrom { get; set; }

    /// <summary>Whether any professional may take it.</summary>
    public bool IsUnclaimed { get; set; }

    /// <summary>The one professional whose it is.</summary>
    public string? PersonId { get; set; }

    /// <summary>Full name of the method that does it.</summary>
    public required string Method { get; set; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; set; }

    /// <summary>Since when it waits, in the mesh's time.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it last changed, in the mesh's time.</summary>
    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>The table that every participation's database has from this block.</summary>
public static class WorkTables
{
    /// <summary>Adds the queue.</summary>
    public static ModelBuilder AddWorkTables(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<WorkItemRow>(item =>
        {
            item.ToTable("work_item");
            item.HasKey(row => row.ItemId);
            item.RowsAreRemoved();

            // The last word on "one item for one reason", also of two acts at once.
            item.HasIndex(row => new { row.Source, row.Thing, row.Code, row.Reference }).IsUnique();
            item.HasIndex(row => row.SubjectId);
            item.HasIndex(row => row.ChangedAt);
            item.Property(row => row.Kind).HasConversion<string>();

            // An item goes with its reason.
            item.RowsAreRemoved();
        });
        return model;
    }
}

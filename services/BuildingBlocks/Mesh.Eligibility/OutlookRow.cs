using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Eligibility;

/// <summary>What was last found of a client's eligibility (kelpoisuusnäkymä). It is no decision and no evidence of one: each look writes over the last.</summary>
public sealed class OutlookRow
{
    /// <summary>Name of the table, part of what the answer is bound to at rest.</summary>
    public const string Table = "eligibility_outlook";

    /// <summary>The client.</summary>
    public required Guid ClientId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The case; null where the client is none.</summary>
    public required Guid? CaseId { get; init; }

    /// <summary>Civil date it holds for.</summary>
    public required DateOnly AsOf { get; set; }

    /// <summary>The answer, encrypted.</summary>
    public required byte[] Answer { get; set; }

    /// <summary>Whether criteria are met that were not at the last look of a professional.</summary>
    public required bool HasNews { get; set; }

    /// <summary>The first day within a month on which criteria will be met that are not now; null when there is none.</summary>
    public required DateOnly? SoonOn { get; set; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; set; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset FoundAt { get; set; }
}

/// <summary>The table that a participation that compares criteria has from this block.</summary>
public static class OutlookTables
{
    /// <summary>Adds it.</summary>
    public static ModelBuilder AddOutlookTable(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<OutlookRow>(outlook =>
        {
            outlook.ToTable(OutlookRow.Table);
            outlook.HasKey(row => row.ClientId);
            outlook.IsEncrypted(row => row.Answer, row => row.ClientId);

            // A client that left the register leaves no outlook behind.
            outlook.RowsAreRemoved();
        });
        return model;
    }
}

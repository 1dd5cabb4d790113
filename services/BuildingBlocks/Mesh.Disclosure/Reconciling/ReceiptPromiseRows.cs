using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>What became of what a receipt promised.</summary>
internal enum PromiseOutcome
{
    /// <summary>The holder proved the entry to be in a checkpoint that it signed.</summary>
    Proven = 1,

    /// <summary>The holder answered, and did not prove it.</summary>
    Missed,

    /// <summary>The receipt in the own book is not the one that was kept: nothing can be asked by it.</summary>
    Unreadable,
}

/// <summary>That a receipt's promise was looked up, once, after the time it names.</summary>
internal sealed class ReceiptPromiseRow
{
    /// <summary>The sending that was answered with the receipt.</summary>
    public required Guid StatementId { get; init; }

    /// <summary>The holder's ledger entry.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>Whose promise, as <c>business id/ROLE</c>.</summary>
    public required string Holder { get; init; }

    /// <summary>What became of it.</summary>
    public required PromiseOutcome Outcome { get; init; }

    /// <summary>How many leaves the checkpoint had that the holder showed; null when it showed none.</summary>
    public long? TreeSize { get; init; }

    /// <summary>When it was looked up, by the machine's clock.</summary>
    public required DateTimeOffset LookedAt { get; init; }
}

/// <summary>How far the receipts of one holder have been looked up.</summary>
internal sealed class ReceiptSweepRow
{
    /// <summary>Whose, as <c>business id/ROLE</c>.</summary>
    public required string Holder { get; init; }

    /// <summary>Everything answered before it was looked up.</summary>
    public required DateTimeOffset Through { get; set; }

    /// <summary>How many times in a row the holder could not be asked.</summary>
    public required int Failures { get; set; }

    /// <summary>Not before it is it asked again.</summary>
    public required DateTimeOffset NextAt { get; set; }
}

/// <summary>The tables of what receipts promised.</summary>
internal static class ReceiptPromiseTables
{
    public static ModelBuilder AddReceiptPromiseTables(this ModelBuilder model)
    {
        model.Entity<ReceiptPromiseRow>(promise =>
        {
            promise.ToTable("receipt_promise");
            promise.HasKey(row => row.StatementId);
            promise.HasIndex(row => row.EntryId);
            promise.HasIndex(row => new { row.Outcome, row.LookedAt });
            promise.Property(row => row.Outcome).HasConversion<string>();
            promise.IsAppendOnly();
        });
        model.Entity<ReceiptSweepRow>(sweep =>
        {
            sweep.ToTable("receipt_sweep");
            sweep.HasKey(row => row.Holder);
        });
        return model;
    }
}

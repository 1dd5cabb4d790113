using System.Globalization;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>The audit's part about erasures: each is what was sealed, and took only what had had its time.</summary>
internal sealed class AuditedErasures(DbContext database)
{
    private const int Page = 500;

    // What keeps entries, whatever an erasure says of itself.
    private static readonly RetentionRule Entries = RetentionRules.Of(RetentionKind.Disclosures);

    // The owner's clock and the service's may differ.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    /// <summary>Which of these leaves are said to be erased.</summary>
    public Task<List<ErasedLeavesRow>> RangesAsync(long first, long last, CancellationToken cancellation) => database.Set<ErasedLeavesRow>().AsNoTracking()
        .Where(range => range.FirstLeaf <= last && range.LastLeaf >= first).ToListAsync(cancellation);

    /// <summary>Checks an erasure at its place in the tree.</summary>
    public async Task CheckAsync(long index, ErasureLeaf erasure, Action<LedgerFaultCode, string> add, CancellationToken cancellation)
    {
        var ranges = await database.Set<ErasedLeavesRow>().AsNoTracking().Where(range => range.ErasureId == erasure.ErasureId)
            .OrderBy(range => range.FirstLeaf).ToListAsync(cancellation);
        if (await FindAsync(erasure.ErasureId, cancellation) is not { } row || ErasureLeaf.Of(row, ranges, erasure.SealedAt) != erasure)
        {
            add(LedgerFaultCode.ErasureChanged, "it is not the erasure that was sealed.");
            return;
        }

        // The owner writes no other, and one of rows that are in no tree excuses no leaf by their shorter time.
        var rule = RetentionRules.Of(row.Kind);
        if (rule.Eraser != RetentionEraser.Owner || (ranges.Count > 0 && row.Kind != Entries.Kind))
        {
            add(LedgerFaultCode.ErasureChanged, $"it says it erased {erasure.Kind}, which no such erasure takes.");
        }

        if (erasure.ErasedAt > erasure.SealedAt + ClocksDiffer || row.Months < rule.Months || row.Months > RetentionPeriods.Century)
        {
            add(LedgerFaultCode.ErasedEarly, string.Create(
                CultureInfo.InvariantCulture, $"it says it erased {erasure.Kind} at {erasure.ErasedAt:O} after {row.Months} months, which is before their time."));
        }

        foreach (var range in ranges)
        {
            await CheckRangeAsync(index, range, row, add, cancellation);
        }
    }

    private async Task<LedgerErasureRow?> FindAsync(Guid erasureId, CancellationToken cancellation)
    {
        try
        {
            var row = await database.Set<LedgerErasureRow>().AsNoTracking().FirstOrDefaultAsync(row => row.ErasureId == erasureId, cancellation);
            return row is not null && Enum.IsDefined(row.Kind) ? row : null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or ArgumentException or InvalidCastException)
        {
            // One that cannot be read is none.
            return null;
        }
    }

    private async Task CheckRangeAsync(
        long index, ErasedLeavesRow range, LedgerErasureRow erasure, Action<LedgerFaultCode, string> add, CancellationToken cancellation)
    {
        if (range.LastLeaf < range.FirstLeaf || range.LastLeaf >= index)
        {
            add(LedgerFaultCode.ErasureChanged, "it took leaves that were not there.");
            return;
        }

        var (day, months) = (HelsinkiTime.DateOf(erasure.ErasedAt), Math.Clamp(erasure.Months, Entries.Months, RetentionPeriods.Century));
        for (var from = range.FirstLeaf; from <= range.LastLeaf; from += Page)
        {
            var first = from;
            var leaves = await database.Set<LedgerLeafRow>().AsNoTracking()
                .Where(row => row.LeafIndex >= first && row.LeafIndex <= range.LastLeaf && row.LeafIndex < first + Page).OrderBy(row => row.LeafIndex)
                .ToListAsync(cancellation);
            foreach (var leaf in leaves)
            {
                if (LedgerLeaf.TryRead(leaf.Leaf) is not { } erased)
                {
                    add(LedgerFaultCode.ErasureChanged, string.Create(CultureInfo.InvariantCulture, $"it took leaf {leaf.LeafIndex}, which is of no entry."));
                }
                else if (RetentionRule.LastDay(HelsinkiTime.DateOf(erased.RecordedAt), months) >= day)
                {
                    add(LedgerFaultCode.ErasedEarly, string.Create(CultureInfo.InvariantCulture, $"it took leaf {leaf.LeafIndex}, whose time had not passed."));
                }
            }
        }
    }
}

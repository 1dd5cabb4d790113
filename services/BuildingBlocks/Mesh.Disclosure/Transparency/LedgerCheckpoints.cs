using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>This participation's checkpoints, with the cosignatures that came for them.</summary>
internal sealed class LedgerCheckpoints(DbContext database)
{
    /// <summary>The newest checkpoint; null before the ledger was first sealed.</summary>
    public async Task<SignedNote?> LatestAsync(CancellationToken cancellation) =>
        await database.Set<LedgerCheckpointRow>().AsNoTracking().OrderByDescending(row => row.TreeSize).FirstOrDefaultAsync(cancellation) is { } row
            ? await WithCosignaturesAsync(row, cancellation)
            : null;

    /// <summary>The checkpoint of one size; null when none was signed.</summary>
    public async Task<SignedNote?> FindAsync(long size, CancellationToken cancellation) =>
        await database.Set<LedgerCheckpointRow>().AsNoTracking().FirstOrDefaultAsync(row => row.TreeSize == size, cancellation) is { } row
            ? await WithCosignaturesAsync(row, cancellation)
            : null;

    /// <summary>
    /// Sizes before the newest of the checkpoints that witnesses have cosigned last. Those of a ledger that grows every second are of many sizes: each witness
    /// looks at a moment of its own.
    /// </summary>
    public Task<List<long>> CosignedSizesAsync(CancellationToken cancellation) =>
        database.Set<LedgerCosignerRow>().AsNoTracking()
            .Where(row => database.Set<LedgerCheckpointRow>().Any(newer => newer.TreeSize > row.TreeSize))
            .Select(row => row.TreeSize).Distinct().OrderBy(size => size)
            .ToListAsync(cancellation);

    // Each witness's newest cosignature of this size, where the newest is of this size at all.
    private async Task<SignedNote> WithCosignaturesAsync(LedgerCheckpointRow row, CancellationToken cancellation)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var first in await database.Set<LedgerCosignatureRow>().AsNoTracking().Where(one => one.TreeSize == row.TreeSize).ToListAsync(cancellation))
        {
            lines[first.Witness] = first.Line;
        }

        foreach (var newest in await database.Set<LedgerCosignerRow>().AsNoTracking().Where(one => one.TreeSize == row.TreeSize).ToListAsync(cancellation))
        {
            lines[newest.Witness] = newest.Line;
        }

        return SignedNote.TryRead(row.Note + string.Concat(lines.Values))
            ?? throw new InvalidOperationException("A stored checkpoint is no signed note.");
    }
}

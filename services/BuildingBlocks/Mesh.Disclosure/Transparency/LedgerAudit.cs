using System.Globalization;
using Mesh.Hosting.Calls;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>How far an audit has come.</summary>
/// <param name="Size">How many leaves it has looked at.</param>
/// <param name="IsDone">Whether nothing more is to be looked at.</param>
/// <param name="Faults">What it found on the way.</param>
internal sealed record AuditSlice(long Size, bool IsDone, IReadOnlyList<LedgerFault> Faults);

/// <summary>
/// Checks the whole stored ledger: that every entry is what was sealed, or was erased when its time was over and that stands in the tree,
/// every leaf is in its place, and the tree and every checkpoint are those of the leaves. Reads each row once, in order, and keeps little.
/// What it cannot see, whoever holds database and key rewriting everything alike, the witnesses see.
/// </summary>
internal sealed class LedgerAudit(DbContext database, ILedgerVerifiers verifiers, Self self, TimeProvider time)
{
    private const int Page = 500;

    // The owner may erase while a page is read, entry here and opening there: what is wrong is so when it is looked at again.
    private const int MostLooks = 3;

    /// <summary>Every fault; none when all is as it was sealed.</summary>
    public async Task<IReadOnlyList<LedgerFault>> RunAsync(CancellationToken cancellation) =>
        (await LookAsync(0, await NewestAsync(cancellation), int.MaxValue, cancellation)).Faults;

    /// <summary>The newest size there is a checkpoint of: sealing goes on meanwhile, and an audit ends where it began to.</summary>
    public async Task<long> NewestAsync(CancellationToken cancellation) =>
        await database.Set<LedgerCheckpointRow>().MaxAsync(row => (long?)row.TreeSize, cancellation) ?? 0;

    /// <summary>Goes on from a size that was audited before.</summary>
    /// <param name="from">How many leaves were looked at.</param>
    /// <param name="newest">How many there are to look at.</param>
    /// <param name="pages">How many pages of leaves to look at now.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<AuditSlice> LookAsync(long from, long newest, int pages, CancellationToken cancellation)
    {
        var faults = new List<LedgerFault>();
        var tree = new AuditedTree(database, verifiers, self, faults);
        var entries = new AuditedEntries(database);
        var size = from;
        var isWhole = await tree.BeginAsync(from, cancellation);
        for (; isWhole && size < newest && pages > 0; pages--)
        {
            var start = size;
            var leaves = await database.Set<LedgerLeafRow>().AsNoTracking()
                .Where(row => row.LeafIndex >= start && row.LeafIndex < newest).OrderBy(row => row.LeafIndex).Take(Page).ToListAsync(cancellation);
            if (leaves.Count == 0 || leaves.Where((leaf, at) => leaf.LeafIndex != start + at).Any())
            {
                // Without it nothing after it has its place.
                faults.Add(new(LedgerFaultCode.Tree, string.Create(CultureInfo.InvariantCulture, $"A leaf at or after index {start} is missing.")));
                isWhole = false;
                break;
            }

            faults.AddRange(await CheckAsync(entries, leaves, cancellation));
            size = await tree.AddAsync(start, leaves, cancellation);
        }

        // However much was found: what comes after it has to be looked at, too.
        var isDone = !isWhole || size >= newest;
        if (isDone)
        {
            await new AuditedRows(database, time, faults).CheckAsync(cancellation);
        }

        return new(size, isDone, faults);
    }

    private static async Task<IReadOnlyList<LedgerFault>> CheckAsync(AuditedEntries entries, List<LedgerLeafRow> leaves, CancellationToken cancellation)
    {
        var faults = await entries.CheckAsync(leaves, cancellation);
        for (var look = 1; look < MostLooks && faults.Count > 0; look++)
        {
            faults = await entries.CheckAsync(leaves, cancellation);
        }

        return faults;
    }
}

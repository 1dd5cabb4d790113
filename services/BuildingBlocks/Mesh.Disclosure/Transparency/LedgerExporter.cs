using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>Takes a subject's entries out of the ledger with their proofs.</summary>
internal sealed class LedgerExporter(DbContext database, LedgerCheckpoints checkpoints, LedgerTree tree)
{
    /// <summary>All sealed entries about a subject, at the newest checkpoint; null before the ledger was first sealed.</summary>
    /// <param name="subjectId">About whom.</param>
    /// <param name="earlierSizes">Sizes of checkpoints that the export is to be shown to have grown from.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<LedgerExport?> OfSubjectAsync(Guid subjectId, IReadOnlyList<long> earlierSizes, CancellationToken cancellation)
    {
        if (await checkpoints.LatestAsync(cancellation) is not { } note || Checkpoint.TryRead(note.Text) is not { Size: var size })
        {
            return null;
        }

        var leaves = new List<ExportedLeaf>();
        foreach (var (leaf, opening) in await LeavesAsync(subjectId, size, cancellation))
        {
            var proof = await tree.AskAsync(hashes => MerkleTree.InclusionProof(leaf.LeafIndex, size, hashes), cancellation);
            leaves.Add(new ExportedLeaf(leaf.LeafIndex, leaf.Leaf, proof, opening));
        }

        var earlier = new List<EarlierCheckpoint>();
        foreach (var before in earlierSizes.Where(before => before <= size))
        {
            if (await checkpoints.FindAsync(before, cancellation) is { } seen)
            {
                earlier.Add(new EarlierCheckpoint(seen.ToString(), await tree.AskAsync(hashes => MerkleTree.ConsistencyProof(before, size, hashes), cancellation)));
            }
        }

        return new LedgerExport(note.ToString(), leaves, earlier);
    }

    private async Task<List<(LedgerLeafRow Leaf, LedgerOpening? Opening)>> LeavesAsync(Guid subjectId, long size, CancellationToken cancellation)
    {
        var leaves = database.Set<LedgerLeafRow>().AsNoTracking();
        var rows = await database.Set<LedgerOpeningRow>().AsNoTracking().Where(row => row.SubjectId == subjectId)
            .Join(leaves, row => row.EntryId, leaf => leaf.EntryId, (row, leaf) => new { row.Number, row.Salt, Leaf = leaf })
            .Join(database.Set<LedgerEntry>().AsNoTracking(), row => row.Leaf.EntryId, entry => entry.EntryId, (row, entry) => new { row.Number, row.Salt, row.Leaf, Entry = entry })
            .Where(row => row.Leaf.LeafIndex < size)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        var found = rows.ConvertAll(row => (row.Leaf, (LedgerOpening?)new LedgerOpening(row.Salt, LedgerOpening.PersonOf(row.Entry))));

        // Of those that were erased the leaves are there, and each is found by what the next one says of it.
        while (found.Count > 0 && LedgerLeaf.TryRead(found[0].Leaf.Leaf) is { Number: > 1 } first
            && await leaves.FirstOrDefaultAsync(leaf => leaf.LeafHash == first.PreviousLeaf, cancellation) is { } erased)
        {
            found.Insert(0, (erased, null));
        }

        return found;
    }
}

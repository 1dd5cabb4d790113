using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>Reads the stored subtrees of the ledger's tree: as many as a root or proof asks for, by two statements.</summary>
internal sealed class LedgerTree(DbContext database)
{
    /// <summary>Answers a question to <see cref="MerkleTree"/>.</summary>
    /// <exception cref="InvalidOperationException">A subtree is not stored; the ledger is damaged.</exception>
    public async Task<T> AskAsync<T>(Func<MerkleTree.Hashes, T> question, CancellationToken cancellation) =>
        question(await ReadAsync(MerkleTree.NodesOf(hashes => question(hashes)), cancellation));

    /// <summary>Reads subtrees.</summary>
    public async Task<MerkleTree.Hashes> ReadAsync(IReadOnlySet<TreeNode> nodes, CancellationToken cancellation)
    {
        var indexes = nodes.Where(node => node.Level == 0).Select(node => node.Position).ToList();
        var keys = nodes.Where(node => node.Level > 0).Select(LedgerNodeRow.KeyOf).ToList();
        var hashes = new Dictionary<TreeNode, byte[]>();
        if (indexes.Count > 0)
        {
            foreach (var leaf in await database.Set<LedgerLeafRow>().AsNoTracking()
                .Where(row => indexes.Contains(row.LeafIndex))
                .Select(row => new { row.LeafIndex, row.LeafHash })
                .ToListAsync(cancellation))
            {
                hashes.Add(new TreeNode(0, leaf.LeafIndex), leaf.LeafHash);
            }
        }

        if (keys.Count > 0)
        {
            foreach (var row in await database.Set<LedgerNodeRow>().AsNoTracking().Where(row => keys.Contains(row.Node)).ToListAsync(cancellation))
            {
                hashes.Add(LedgerNodeRow.NodeOf(row.Node), row.Hash);
            }
        }

        return node => hashes.TryGetValue(node, out var hash)
            ? hash
            : throw new InvalidOperationException($"The ledger's tree lacks the subtree at level {node.Level}, position {node.Position}.");
    }
}

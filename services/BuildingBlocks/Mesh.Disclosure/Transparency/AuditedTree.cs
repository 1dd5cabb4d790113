using System.Globalization;
using Mesh.Hosting.Calls;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>The audit's part about the tree: stored subtrees and checkpoints are those of the leaves.</summary>
internal sealed class AuditedTree(DbContext database, ILedgerVerifiers verifiers, Self self, List<LedgerFault> faults)
{
    private readonly LedgerTree _stored = new(database);
    private Dictionary<TreeNode, byte[]> _nodes = [];

    /// <summary>Begins at a size; false when the tree up to there, which was whole then, is not.</summary>
    public async Task<bool> BeginAsync(long size, CancellationToken cancellation)
    {
        var edge = MerkleTree.EdgeOf(size);
        try
        {
            var hashes = await _stored.ReadAsync(edge, cancellation);
            _nodes = edge.ToDictionary(node => node, node => hashes(node));
        }
        catch (InvalidOperationException)
        {
            faults.Add(new(LedgerFaultCode.Tree, string.Create(CultureInfo.InvariantCulture, $"The tree of the first {size} leaves is no longer whole.")));
            return false;
        }

        // Also of a size where another look ended: what was edited in between does not carry over.
        await CheckCheckpointsAsync(size - 1, size, cancellation);
        return true;
    }

    /// <summary>Adds the next leaves; gives how many there are then.</summary>
    public async Task<long> AddAsync(long from, List<LedgerLeafRow> leaves, CancellationToken cancellation)
    {
        var added = MerkleTree.Add(from, leaves.ConvertAll(leaf => LedgerLeaf.HashOf(leaf.Leaf)), node => _nodes[node]);
        foreach (var (node, hash) in added)
        {
            _nodes[node] = hash;
        }

        var size = from + leaves.Count;
        await CheckNodesAsync(added, cancellation);
        await CheckCheckpointsAsync(from, size, cancellation);
        var edge = MerkleTree.EdgeOf(size);
        _nodes = _nodes.Where(node => edge.Contains(node.Key)).ToDictionary();
        return size;
    }

    private async Task CheckNodesAsync(IReadOnlyDictionary<TreeNode, byte[]> added, CancellationToken cancellation)
    {
        var keys = added.Keys.Where(node => node.Level > 0).Select(LedgerNodeRow.KeyOf).ToList();
        var stored = await database.Set<LedgerNodeRow>().AsNoTracking().Where(row => keys.Contains(row.Node)).ToDictionaryAsync(row => row.Node, row => row.Hash, cancellation);
        faults.AddRange(added
            .Where(node => node.Key.Level > 0 && !(stored.TryGetValue(LedgerNodeRow.KeyOf(node.Key), out var hash) && hash.AsSpan().SequenceEqual(node.Value)))
            .Select(node => new LedgerFault(LedgerFaultCode.Tree, string.Create(
                CultureInfo.InvariantCulture, $"The subtree at level {node.Key.Level}, position {node.Key.Position} is not that of its leaves."))));
    }

    private async Task CheckCheckpointsAsync(long after, long through, CancellationToken cancellation)
    {
        var rows = await database.Set<LedgerCheckpointRow>().AsNoTracking()
            .Where(row => row.TreeSize > after && row.TreeSize <= through).OrderBy(row => row.TreeSize).ToListAsync(cancellation);
        faults.AddRange(rows
            .Where(row => SignedCheckpoint.TryVerify(SignedNote.TryRead(row.Note), self.Participation, verifiers) is not { } checkpoint
                || checkpoint.Size != row.TreeSize
                || !checkpoint.Root.AsSpan().SequenceEqual(MerkleTree.Root(row.TreeSize, node => _nodes[node])))
            .Select(row => new LedgerFault(LedgerFaultCode.Checkpoint, string.Create(
                CultureInfo.InvariantCulture, $"The checkpoint of {row.TreeSize} leaves is not what was signed of them."))));
    }
}

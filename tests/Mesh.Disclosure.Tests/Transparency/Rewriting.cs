using System.Globalization;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>Rewrites a sealed ledger as its owner could: another requester in one entry, then leaf, followers, tree and checkpoints made to fit.</summary>
internal static class Rewriting
{
    /// <summary>Rewrites.</summary>
    /// <param name="holder">Whose ledger.</param>
    /// <param name="leafIndex">Which entry.</param>
    /// <param name="key">The log's key; null when whoever rewrites does not have it, and signs with one made up.</param>
    public static async Task OfRequesterAsync(TestHolder holder, int leafIndex, LedgerKey? key)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var madeUp = TestLedgerKeys.New(People.Municipality.Urn);
        var rows = await holder.RowsAsync<LedgerLeafRow>(row => row.LeafIndex);
        var sizes = (await holder.RowsAsync<LedgerCheckpointRow>(row => row.TreeSize)).ConvertAll(row => row.TreeSize);
        await TestStorage.TamperAsync(
            holder.Place, $"UPDATE disclosure_ledger SET requester = '{People.OtherRegion}' WHERE entry_id = '{rows[leafIndex].EntryId}'", cancellation);

        var entry = (await holder.LedgerAsync()).Single(one => one.EntryId == rows[leafIndex].EntryId);

        // What the leaf's hash was, and what it is now, in every leaf that names it.
        var renamed = new Dictionary<string, byte[]>();
        var leaves = new List<byte[]>();
        foreach (var row in rows)
        {
            var leaf = LedgerLeaf.TryRead(row.Leaf)!;
            leaf = row.LeafIndex == leafIndex ? leaf with { Requester = People.OtherRegion.ToString(), EntrySha256 = EntryDigest.Of(entry) } : leaf;
            leaf = renamed.TryGetValue(Convert.ToHexString(leaf.PreviousLeaf), out var hash) ? leaf with { PreviousLeaf = hash } : leaf;
            renamed[Convert.ToHexString(row.LeafHash)] = leaf.Hash;
            leaves.Add(leaf.ToBytes());
            await TestStorage.TamperAsync(
                holder.Place, $"UPDATE ledger_leaf SET leaf = @leaf, leaf_hash = @hash WHERE leaf_index = {row.LeafIndex}", cancellation, ("@leaf", leaves[^1]), ("@hash", leaf.Hash));
        }

        var nodes = MerkleTree.Add(0, leaves.ConvertAll(leaf => LedgerLeaf.HashOf(leaf)), _ => throw new InvalidOperationException());
        foreach (var (node, hash) in nodes.Where(node => node.Key.Level > 0))
        {
            await TestStorage.TamperAsync(
                holder.Place, string.Create(CultureInfo.InvariantCulture, $"UPDATE ledger_node SET hash = @hash WHERE node = {LedgerNodeRow.KeyOf(node)}"), cancellation, ("@hash", hash));
        }

        foreach (var size in sizes)
        {
            var text = new Checkpoint(People.Municipality.Urn, size, MerkleTree.Root(size, node => nodes[node])).Text;
            await TestStorage.TamperAsync(
                holder.Place, $"UPDATE ledger_checkpoint SET note = @note WHERE tree_size = {size}", cancellation, ("@note", (key ?? madeUp).Sign(text).ToString()));
        }
    }

    /// <summary>Takes a ledger of seven leaves and checkpoints of four and seven back to the four.</summary>
    public static async Task BackToFourAsync(TestHolder holder)
    {
        string[] changes =
        [
            "DELETE FROM ledger_opening WHERE entry_id IN (SELECT entry_id FROM ledger_leaf WHERE leaf_index >= 4)",
            "DELETE FROM ledger_leaf WHERE leaf_index >= 4",
            $"DELETE FROM ledger_node WHERE node = {LedgerNodeRow.KeyOf(new TreeNode(1, 2))}",
            "DELETE FROM ledger_checkpoint WHERE tree_size = 7",
        ];
        foreach (var sql in changes)
        {
            await TestStorage.TamperAsync(holder.Place, sql, TestContext.Current.CancellationToken);
        }
    }
}

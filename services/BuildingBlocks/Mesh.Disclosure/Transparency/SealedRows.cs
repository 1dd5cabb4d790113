using System.Security.Cryptography;

namespace Mesh.Disclosure;

/// <summary>The rows that sealing adds: leaves in their places, what their commitments are opened with, the subtrees that become complete, the checkpoint over all.</summary>
/// <param name="Leaves">Leaves.</param>
/// <param name="Openings">Openings of the entries' leaves.</param>
/// <param name="Nodes">Subtrees of two or more leaves.</param>
/// <param name="Checkpoint">The checkpoint.</param>
internal sealed record SealedRows(
    IReadOnlyList<LedgerLeafRow> Leaves, IReadOnlyList<LedgerOpeningRow> Openings, IReadOnlyList<LedgerNodeRow> Nodes, LedgerCheckpointRow Checkpoint)
{
    /// <summary>Seals rows, entries first.</summary>
    /// <param name="rows">What is to be sealed.</param>
    /// <param name="edge">The tree's subtrees of <see cref="MerkleTree.EdgeOf"/> the size before.</param>
    /// <param name="key">Signs the checkpoint.</param>
    /// <param name="now">When, by the machine's clock.</param>
    public static SealedRows Of(UnsealedRows rows, MerkleTree.Hashes edge, LedgerKey key, DateTimeOffset now)
    {
        var (before, leaves, openings) = (rows.Size ?? 0, new List<LedgerLeafRow>(rows.Count), new List<LedgerOpeningRow>(rows.Entries.Count));
        var last = new Dictionary<Guid, SubjectsLast>(rows.Last);
        var salts = RandomNumberGenerator.GetBytes(rows.Entries.Count * LedgerOpening.SaltBytes);
        foreach (var entry in rows.Entries)
        {
            var salt = salts.AsSpan(openings.Count * LedgerOpening.SaltBytes, LedgerOpening.SaltBytes).ToArray();
            var (number, previous) = last.TryGetValue(entry.SubjectId, out var known) ? (known.Number, known.LeafHash) : (0, [.. LedgerLeaf.Start]);
            var opening = new LedgerOpening(salt, LedgerOpening.PersonOf(entry));
            var leaf = LedgerLeaf.Of(entry, number + 1, previous, opening.Commitment, now);
            var bytes = leaf.ToBytes();
            var hash = LedgerLeaf.HashOf(leaf.EntrySha256, SHA256.HashData(bytes));
            leaves.Add(new LedgerLeafRow { LeafIndex = before + leaves.Count, EntryId = entry.EntryId, Leaf = bytes, LeafHash = hash });
            openings.Add(new LedgerOpeningRow { EntryId = entry.EntryId, SubjectId = entry.SubjectId, Number = leaf.Number, Salt = opening.Salt });
            last[entry.SubjectId] = new(leaf.Number, hash);
        }

        foreach (var erasure in rows.Erasures)
        {
            var bytes = ErasureLeaf.Of(erasure.Row, erasure.Leaves, now).ToBytes();
            leaves.Add(new LedgerLeafRow { LeafIndex = before + leaves.Count, EntryId = erasure.Row.ErasureId, Leaf = bytes, LeafHash = LedgerLeaf.HashOf(bytes) });
        }

        var added = MerkleTree.Add(before, leaves.ConvertAll(leaf => leaf.LeafHash), edge);
        var size = before + leaves.Count;
        var root = MerkleTree.Root(size, node => added.TryGetValue(node, out var hash) ? hash : edge(node));
        return new(
            leaves,
            openings,
            [.. added.Where(node => node.Key.Level > 0).Select(node => new LedgerNodeRow { Node = LedgerNodeRow.KeyOf(node.Key), Hash = node.Value })],
            new LedgerCheckpointRow { TreeSize = size, Note = key.Sign(new Checkpoint(key.Name, size, root).Text).ToString() });
    }
}

using System.Security.Cryptography;

namespace Mesh.Disclosure;

/// <summary>
/// Checks proofs, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2 (the trees are those of RFC 6962). Needs nothing of the
/// log but what it shows, and throws at nothing that it shows.
/// </summary>
public static class MerkleProof
{
    /// <summary>Whether a leaf stands at this index of the tree with this root.</summary>
    public static bool IsIncluded(ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index < 0 || index >= size || !AreHashes(proof))
        {
            return false;
        }

        var (place, last) = (index, size - 1);
        var hash = leafHash.ToArray();
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if (long.IsOddInteger(place) || place == last)
            {
                hash = MerkleTree.NodeHash(sibling, hash);
                while (!long.IsOddInteger(place) && place != 0)
                {
                    (place, last) = (place >> 1, last >> 1);
                }
            }
            else
            {
                hash = MerkleTree.NodeHash(hash, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && Same(hash, root);
    }

    /// <summary>Whether the tree with the second root began with the one with the first. Every tree begins with the empty one.</summary>
    public static bool IsConsistent(long earlier, long size, ReadOnlySpan<byte> earlierRoot, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (earlier < 0 || earlier > size || !AreHashes(proof))
        {
            return false;
        }

        if (earlier == size)
        {
            return proof.Count == 0 && Same(earlierRoot, root);
        }

        if (earlier == 0)
        {
            return proof.Count == 0 && Same(earlierRoot, SHA256.HashData([]));
        }

        return proof.Count > 0 && IsBeginning(earlier, size, earlierRoot, root, proof);
    }

    private static bool IsBeginning(long earlier, long size, ReadOnlySpan<byte> earlierRoot, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> proof)
    {
        // A complete earlier tree is its own first subtree, which the proof leaves out.
        List<byte[]> path = long.IsPow2(earlier) ? [earlierRoot.ToArray(), .. proof] : [.. proof];
        var (place, last) = (earlier - 1, size - 1);
        while (long.IsOddInteger(place))
        {
            (place, last) = (place >> 1, last >> 1);
        }

        var (before, now) = (path[0], path[0]);
        foreach (var hash in path.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if (long.IsOddInteger(place) || place == last)
            {
                before = MerkleTree.NodeHash(hash, before);
                now = MerkleTree.NodeHash(hash, now);
                while (!long.IsOddInteger(place) && place != 0)
                {
                    (place, last) = (place >> 1, last >> 1);
                }
            }
            else
            {
                now = MerkleTree.NodeHash(now, hash);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && Same(before, earlierRoot) && Same(now, root);
    }

    private static bool AreHashes(IReadOnlyList<byte[]> proof) => proof.All(hash => hash is { Length: MerkleTree.HashBytes });

    private static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one.SequenceEqual(other);
}

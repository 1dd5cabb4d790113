using System.Numerics;
using System.Security.Cryptography;

namespace Mesh.Disclosure;

/// <summary>
/// The Merkle tree of RFC 6962 section 2.1, made from complete subtrees that are stored once and never change. A root or proof over n
/// leaves needs O(log n) of them: ask which with <see cref="NodesOf"/>, read those, and ask again.
/// </summary>
public static class MerkleTree
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    private static readonly byte[] Nothing = SHA256.HashData([]);

    /// <summary>Gives the hash of a complete subtree.</summary>
    public delegate byte[] Hashes(TreeNode node);

    /// <summary>Hash of a leaf: SHA-256(0x00 || bytes). The prefix keeps a leaf from passing for an inner node.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> leaf) => SHA256.HashData([LeafPrefix, .. leaf]);

    /// <summary>Hash of an inner node: SHA-256(0x01 || left || right).</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([NodePrefix, .. left, .. right]);

    /// <summary>The root over the first leaves; for none, the hash of nothing.</summary>
    /// <param name="size">How many leaves.</param>
    /// <param name="hashes">Complete subtrees.</param>
    public static byte[] Root(long size, Hashes hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(hashes);
        return size == 0 ? [.. Nothing] : Range(0, size, hashes);
    }

    /// <summary>That a leaf is in the tree: PATH(m, D[n]) of section 2.1.1.</summary>
    /// <param name="index">The leaf, from 0.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="hashes">Complete subtrees.</param>
    public static IReadOnlyList<byte[]> InclusionProof(long index, long size, Hashes hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<byte[]>();
        for (long begin = 0, end = size; end - begin > 1;)
        {
            var middle = begin + Half(end - begin);
            var isLeft = index < middle;
            proof.Add(isLeft ? Range(middle, end, hashes) : Range(begin, middle, hashes));
            (begin, end) = isLeft ? (begin, middle) : (middle, end);
        }

        // Found from the root down, told from the leaf up.
        proof.Reverse();
        return proof;
    }

    /// <summary>That the tree began with an earlier one: PROOF(m, D[n]) of section 2.1.2. Empty for equal sizes, and for an empty tree, with which every tree begins.</summary>
    /// <param name="earlier">How many leaves the earlier tree has.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="hashes">Complete subtrees.</param>
    public static IReadOnlyList<byte[]> ConsistencyProof(long earlier, long size, Hashes hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        ArgumentOutOfRangeException.ThrowIfNegative(earlier);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, size);
        var proof = new List<byte[]>();
        if (earlier == 0)
        {
            return proof;
        }

        long begin = 0, end = size;
        while (end != earlier)
        {
            var middle = begin + Half(end - begin);
            var isLeft = earlier <= middle;
            proof.Add(isLeft ? Range(middle, end, hashes) : Range(begin, middle, hashes));
            (begin, end) = isLeft ? (begin, middle) : (middle, end);
        }

        // Where the earlier tree ends within the left edge, the verifier has its root already.
        if (begin != 0)
        {
            proof.Add(Range(begin, end, hashes));
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>The subtrees that a root or proof asks for: give the same question to be asked without answers.</summary>
    public static IReadOnlySet<TreeNode> NodesOf(Action<Hashes> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var asked = new HashSet<TreeNode>();
        question(node =>
        {
            asked.Add(node);
            return Nothing;
        });
        return asked;
    }

    /// <summary>The complete subtrees that the first leaves consist of, largest first: all that adding leaves needs of the tree before.</summary>
    public static IReadOnlySet<TreeNode> EdgeOf(long size) => NodesOf(hashes => Root(size, hashes));

    /// <summary>Adds leaves: every subtree that becomes complete by them, the leaves included.</summary>
    /// <param name="size">How many leaves there are.</param>
    /// <param name="leafHashes">Hashes of those to add.</param>
    /// <param name="edge">The subtrees of <see cref="EdgeOf"/>.</param>
    public static IReadOnlyDictionary<TreeNode, byte[]> Add(long size, IReadOnlyList<byte[]> leafHashes, Hashes edge)
    {
        ArgumentNullException.ThrowIfNull(leafHashes);
        var added = new Dictionary<TreeNode, byte[]>();
        for (var i = 0; i < leafHashes.Count; i++)
        {
            var (node, hash) = (new TreeNode(0, size + i), leafHashes[i]);
            added.Add(node, hash);
            while (long.IsOddInteger(node.Position))
            {
                hash = NodeHash(added.TryGetValue(node.Sibling, out var left) ? left : edge(node.Sibling), hash);
                node = node.Parent;
                added.Add(node, hash);
            }
        }

        return added;
    }

    // MTH(D[begin:end]). Every range that the algorithms of the RFC ask for begins at a multiple of the power of two it is cut by.
    private static byte[] Range(long begin, long end, Hashes hashes)
    {
        var size = end - begin;
        if (long.IsPow2(size))
        {
            var level = BitOperations.Log2((ulong)size);
            return hashes(new TreeNode(level, begin >> level));
        }

        var middle = begin + Half(size);
        return NodeHash(Range(begin, middle, hashes), Range(middle, end, hashes));
    }

    // The largest power of two smaller than n.
    private static long Half(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}

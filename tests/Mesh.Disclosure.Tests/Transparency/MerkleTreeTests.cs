using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;

namespace Mesh.Disclosure.Tests;

public sealed class MerkleTreeTests
{
    private const int Largest = 300;

    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, Largest).Select(Leaf)];
    private static readonly IReadOnlyDictionary<TreeNode, byte[]> Nodes = NodesOf(Leaves);

    // The first eight leaves and the roots over them with which implementations of Certificate Transparency are tested.
    private static readonly string[] KnownLeaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] KnownRoots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Root_WhenTheLeavesAreTheKnownOnes_IsTheKnownOne()
    {
        var leaves = KnownLeaves.Select(Convert.FromHexString).ToArray();
        var nodes = NodesOf(leaves);

        Assert.Equal(KnownRoots, Enumerable.Range(0, 9).Select(size => Convert.ToHexStringLower(MerkleTree.Root(size, node => nodes[node]))));
    }

    [Fact]
    public void RootsAndProofs_WhenComparedWithANaiveTreeForAllSizesTo300_AreTheSameAndVerify()
    {
        var naive = new NaiveTree(Leaves);
        for (var size = 0; size <= Largest; size++)
        {
            var root = naive.Mth(0, size);
            Assert.Equal(root, MerkleTree.Root(size, Stored));
            for (var part = 0; part <= size; part++)
            {
                var consistency = MerkleTree.ConsistencyProof(part, size, Stored);
                Assert.Equal(part == 0 ? [] : naive.Proof(part, size), consistency);
                Assert.True(MerkleProof.IsConsistent(part, size, naive.Mth(0, part), root, consistency), $"{part} of {size}");
                if (part < size)
                {
                    var inclusion = MerkleTree.InclusionProof(part, size, Stored);
                    Assert.Equal(naive.Path(part, 0, size), inclusion);
                    Assert.True(MerkleProof.IsIncluded(MerkleTree.LeafHash(Leaves[part]), part, size, inclusion, root), $"{part} in {size}");
                }
            }
        }
    }

    [Fact]
    public void IsIncluded_WhenAnythingIsChanged_IsFalse() => Gen.Int[1, Largest]
        .SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size - 1], Gen.Int[0, 100]))
        .Sample((size, index, at) =>
        {
            var root = MerkleTree.Root(size, Stored);
            var leaf = MerkleTree.LeafHash(Leaves[index]);
            var proof = MerkleTree.InclusionProof(index, size, Stored);

            Assert.False(MerkleProof.IsIncluded(Flipped(leaf, at), index, size, proof, root));
            Assert.False(MerkleProof.IsIncluded(leaf, index, size, proof, Flipped(root, at)));
            Assert.False(MerkleProof.IsIncluded(leaf, index, size, [.. proof, root], root));
            Assert.False(MerkleProof.IsIncluded(leaf, -1, size, proof, root));
            Assert.False(MerkleProof.IsIncluded(leaf, size, size, proof, root));
            Assert.False(size > 1 && MerkleProof.IsIncluded(leaf, (index + 1) % size, size, proof, root));
            for (var i = 0; i < proof.Count; i++)
            {
                Assert.False(MerkleProof.IsIncluded(leaf, index, size, With(proof, i, Flipped(proof[i], at)), root));
                Assert.False(MerkleProof.IsIncluded(leaf, index, size, With(proof, i, proof[i][..31]), root));
                Assert.False(MerkleProof.IsIncluded(leaf, index, size, [.. proof.Where((_, place) => place != i)], root));
            }
        });

    // Its proof is as many hashes too short as the node is high; without counting them it would hold.
    [Fact]
    public void IsIncluded_WhenAnInnerNodePassesItselfOffAsALeaf_IsFalse()
    {
        var root = MerkleTree.Root(4, Stored);

        Assert.False(MerkleProof.IsIncluded(Stored(new TreeNode(1, 0)), 0, 4, [Stored(new TreeNode(1, 1))], root));
        Assert.False(MerkleProof.IsIncluded(root, 0, 4, [], root));
    }

    [Fact]
    public void IsConsistent_WhenAnythingIsChanged_IsFalse() => Gen.Int[1, Largest]
        .SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size], Gen.Int[0, 100]))
        .Sample((size, earlier, at) =>
        {
            var (before, root) = (MerkleTree.Root(earlier, Stored), MerkleTree.Root(size, Stored));
            var proof = MerkleTree.ConsistencyProof(earlier, size, Stored);

            Assert.False(MerkleProof.IsConsistent(earlier, size, Flipped(before, at), root, proof));
            Assert.False(earlier > 0 && MerkleProof.IsConsistent(earlier, size, before, Flipped(root, at), proof));
            Assert.False(earlier < size && MerkleProof.IsConsistent(size, earlier, root, before, proof));
            Assert.False(MerkleProof.IsConsistent(earlier, size, before, root, [.. proof, root]));
            Assert.False(MerkleProof.IsConsistent(-1, size, before, root, proof));
            for (var i = 0; i < proof.Count; i++)
            {
                Assert.False(MerkleProof.IsConsistent(earlier, size, before, root, With(proof, i, Flipped(proof[i], at))));
                Assert.False(MerkleProof.IsConsistent(earlier, size, before, root, [.. proof.Where((_, place) => place != i)]));
            }
        });

    [Fact]
    public void Root_WhenALeafIsChangedMovedOrLeftOut_IsAnother() => Gen.Int[2, Largest]
        .SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size - 1], Gen.Int[0, size - 1]))
        .Sample((size, one, other) =>
        {
            var root = MerkleTree.Root(size, Stored);
            var changed = Leaves[..size];
            changed[one] = [.. changed[one], 0];
            var without = Leaves[..size].Where((_, index) => index != one).ToArray();
            var moved = Leaves[..size];
            (moved[one], moved[other]) = (moved[other], moved[one]);

            Assert.NotEqual(root, new NaiveTree(changed).Mth(0, size));
            Assert.NotEqual(root, new NaiveTree(without).Mth(0, size - 1));
            Assert.Equal(one == other, new NaiveTree(moved).Mth(0, size).AsSpan().SequenceEqual(root));
        });

    // A tree of ten million leaves is never in memory; what a proof and one more leaf ask for is counted.
    [Fact]
    public void NodesOf_WhenTheTreeIsLarge_AreAsManyAsItIsHigh()
    {
        const long size = 10_000_000;

        Assert.InRange(MerkleTree.NodesOf(hashes => MerkleTree.InclusionProof(7_654_321, size, hashes)).Count, 10, 48);
        Assert.InRange(MerkleTree.NodesOf(hashes => MerkleTree.ConsistencyProof(7_654_321, size, hashes)).Count, 10, 48);
        Assert.InRange(MerkleTree.EdgeOf(size).Count, 1, 24);
        Assert.InRange(MerkleTree.EdgeOf(long.MaxValue).Count, 63, 63);
    }

    [Fact]
    public void Add_WhenLeavesComeInPieces_GivesTheNodesOfAllAtOnce() => Gen.Int[0, 40].Array[0, 8].Sample(pieces =>
    {
        var nodes = new Dictionary<TreeNode, byte[]>();
        var size = 0;
        foreach (var piece in pieces.Select(piece => Math.Min(piece, Largest)))
        {
            var leaves = Leaves.Skip(size).Take(piece).ToArray();
            var edge = MerkleTree.EdgeOf(size);
            foreach (var (node, hash) in MerkleTree.Add(size, [.. leaves.Select(leaf => MerkleTree.LeafHash(leaf))], node =>
            {
                Assert.Contains(node, edge);
                return nodes[node];
            }))
            {
                nodes.Add(node, hash);
            }

            size += leaves.Length;
        }

        Assert.All(nodes, node => Assert.Equal(Nodes[node.Key], node.Value));
        Assert.Equal(MerkleTree.Root(size, Stored), MerkleTree.Root(size, node => nodes[node]));
    });

    private static byte[] Stored(TreeNode node) => Nodes[node];

    private static IReadOnlyDictionary<TreeNode, byte[]> NodesOf(byte[][] leaves) => MerkleTree.Add(
        0, [.. leaves.Select(leaf => MerkleTree.LeafHash(leaf))], _ => throw new InvalidOperationException("Nothing is there before."));

    private static byte[] Leaf(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return SHA256.HashData(bytes)[..(number % 32)].Concat(bytes).ToArray();
    }

    private static byte[] Flipped(byte[] hash, int at)
    {
        byte[] flipped = [.. hash];
        flipped[at % hash.Length] ^= (byte)(1 << (at % 8));
        return flipped;
    }

    private static byte[][] With(IReadOnlyList<byte[]> proof, int at, byte[] hash) => [.. proof.Select((kept, place) => place == at ? hash : kept)];
}

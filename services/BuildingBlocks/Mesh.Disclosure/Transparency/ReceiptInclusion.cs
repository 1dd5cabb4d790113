namespace Mesh.Disclosure;

/// <summary>Holds a receipt against its holder's ledger: whether the entry that was promised is in the tree that was signed.</summary>
public static class ReceiptInclusion
{
    /// <summary>Whether it is.</summary>
    /// <param name="receipt">The receipt, read and verified.</param>
    /// <param name="checkpoint">A checkpoint of the holder, verified.</param>
    /// <param name="leafSha256">What the holder says of the rest of the leaf.</param>
    /// <param name="index">Where it says the leaf is.</param>
    /// <param name="proof">Its proof.</param>
    public static bool IsIncluded(Receipt receipt, Checkpoint checkpoint, ReadOnlySpan<byte> leafSha256, long index, IReadOnlyList<byte[]> proof)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(checkpoint);
        return checkpoint.Origin == receipt.Holder.Urn
            && MerkleProof.IsIncluded(LedgerLeaf.HashOf(receipt.EntrySha256.Span, leafSha256), index, checkpoint.Size, proof, checkpoint.Root);
    }
}

namespace Mesh.Disclosure;

/// <summary>A leaf of the tree.</summary>
internal sealed class LedgerLeafRow
{
    /// <summary>Its place in the tree, from 0.</summary>
    public required long LeafIndex { get; init; }

    /// <summary>The entry, or the erasure, it is of.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The bytes of <see cref="LedgerLeaf"/>, or of <see cref="ErasureLeaf"/>.</summary>
    public required byte[] Leaf { get; init; }

    /// <summary>Their hash in the tree: the tree's nodes of level 0.</summary>
    public required byte[] LeafHash { get; init; }
}

/// <summary>A complete subtree of two or more leaves.</summary>
internal sealed class LedgerNodeRow
{
    // 2^57 positions of 64 levels: no tree has either.
    private const int LevelBits = 6;

    /// <summary>Position × 64 + level, so that the subtrees of a proof are read by one statement.</summary>
    public required long Node { get; init; }

    /// <summary>Its hash.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The key of a subtree.</summary>
    public static long KeyOf(TreeNode node) => (node.Position << LevelBits) | (long)node.Level;

    /// <summary>The subtree of a key.</summary>
    public static TreeNode NodeOf(long key) => new((int)(key & ((1L << LevelBits) - 1)), key >> LevelBits);
}

/// <summary>How a leaf's commitment is opened, and whose leaf it is. Removed, with the entry, at the end of retention, by the owner.</summary>
internal sealed class LedgerOpeningRow
{
    /// <summary>The entry.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>Whom it is about.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Which of the subject's entries, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The salt of the commitment.</summary>
    public required byte[] Salt { get; init; }
}

/// <summary>What this participation signed of its ledger at one size.</summary>
internal sealed class LedgerCheckpointRow
{
    /// <summary>How many leaves; there is one checkpoint of each size, or none.</summary>
    public required long TreeSize { get; init; }

    /// <summary>The signed note. When it was signed stands in the leaves that it added.</summary>
    public required string Note { get; init; }
}

/// <summary>A witness's first cosignature of a checkpoint.</summary>
internal sealed class LedgerCosignatureRow
{
    /// <summary>Of which checkpoint.</summary>
    public required long TreeSize { get; init; }

    /// <summary>Whose, as <c>business id/ROLE</c>.</summary>
    public required string Witness { get; init; }

    /// <summary>The signature line, with its newline.</summary>
    public required string Line { get; init; }
}

/// <summary>A witness's newest cosignature: renewed for as long as it looks, also while the ledger stands still.</summary>
internal sealed class LedgerCosignerRow
{
    /// <summary>Whose, as <c>business id/ROLE</c>.</summary>
    public required string Witness { get; init; }

    /// <summary>Of which checkpoint.</summary>
    public required long TreeSize { get; set; }

    /// <summary>When the witness made it, by its own clock.</summary>
    public required DateTimeOffset CosignedAt { get; set; }

    /// <summary>The signature line, with its newline.</summary>
    public required string Line { get; set; }
}

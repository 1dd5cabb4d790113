namespace Mesh.Disclosure;

/// <summary>What is wrong with a ledger or with what it showed.</summary>
public enum LedgerFaultCode
{
    /// <summary>The checkpoint is none, is another log's, or is not signed by the log's key.</summary>
    Signature = 1,

    /// <summary>A cosignature of a known witness is wrong.</summary>
    Cosignature,

    /// <summary>Fewer than two other organisations cosigned the checkpoint.</summary>
    NotWitnessed,

    /// <summary>A leaf is not in the tree that was signed.</summary>
    Inclusion,

    /// <summary>The log did not grow from the earlier checkpoint into the later one.</summary>
    Consistency,

    /// <summary>A leaf's bytes are no leaf.</summary>
    LeafUnreadable,

    /// <summary>The numbers of a subject's entries do not run 1…n.</summary>
    NumberGap,

    /// <summary>A leaf does not name the hash of the subject's previous one.</summary>
    PreviousLeaf,

    /// <summary>What is said to be the personal part is not what the leaf commits to.</summary>
    Commitment,

    /// <summary>The personal part of an entry was left out, though it cannot have been erased by then.</summary>
    OpeningMissing,

    /// <summary>An entry is about another subject than the others of the list.</summary>
    OtherSubject,

    /// <summary>An entry was sealed long after it says that it was written.</summary>
    SealedLate,

    /// <summary>A sealed entry is gone, and no erasure that stands in the tree took it.</summary>
    EntryMissing,

    /// <summary>A stored entry is not what was sealed.</summary>
    EntryChanged,

    /// <summary>A stored entry has no leaf, though it should have been sealed by now.</summary>
    EntryUnsealed,

    /// <summary>The stored tree is not that of the leaves.</summary>
    Tree,

    /// <summary>A stored checkpoint is not that of the leaves.</summary>
    Checkpoint,

    /// <summary>An entry was erased before its time of retention had passed.</summary>
    ErasedEarly,

    /// <summary>What is said of an erasure is not what was sealed, or is no erasure that there can be.</summary>
    ErasureChanged,
}

/// <summary>One fault.</summary>
/// <param name="Code">Which.</param>
/// <param name="Words">In words; ids and numbers, nothing personal.</param>
public sealed record LedgerFault(LedgerFaultCode Code, string Words)
{
    /// <summary>Whether it is no fault but something that has had no time to happen: a minute later it shows.</summary>
    public bool IsYetToCome { get; init; }

    /// <summary>Whether it is only remarked on: that an entry was sealed late nothing can mend, and nothing is changed or missing by it.</summary>
    public bool IsRemark => Code == LedgerFaultCode.SealedLate;

    /// <summary>The code and the words.</summary>
    public override string ToString() => $"{WireNames.Of(Code)}: {Words}";
}

using System.Globalization;

namespace Mesh.Disclosure;

/// <summary>Compares leaves with the entries they are of, and each subject's leaves with one another, in the order of the tree.</summary>
internal sealed class SubjectChains(DateTimeOffset? erasedThrough)
{
    private readonly Dictionary<Guid, (long Number, byte[] Hash)> _last = [];

    /// <summary>Checks the next leaf.</summary>
    public void Check(LedgerLeafRow row, LedgerEntry? entry, LedgerOpeningRow? opening, List<LedgerFault> faults)
    {
        void Add(LedgerFaultCode code, string words) =>
            faults.Add(new(code, string.Create(CultureInfo.InvariantCulture, $"Leaf {row.LeafIndex}, entry {row.EntryId}: {words}")));

        var hash = LedgerLeaf.HashOf(row.Leaf);
        if (!hash.AsSpan().SequenceEqual(row.LeafHash))
        {
            Add(LedgerFaultCode.Tree, "its stored hash is not that of its bytes.");
        }

        if (LedgerLeaf.TryRead(row.Leaf) is not { } leaf || leaf.EntryId != row.EntryId)
        {
            Add(LedgerFaultCode.LeafUnreadable, "its bytes are no leaf of that entry.");
            return;
        }

        if (leaf.SealedAt - leaf.RecordedAt > LedgerVerification.LongestSealing)
        {
            Add(LedgerFaultCode.SealedLate, string.Create(
                CultureInfo.InvariantCulture, $"it says it was written at {leaf.RecordedAt:O}, and was sealed at {leaf.SealedAt:O}."));
        }

        if (entry is null || opening is null)
        {
            if (entry is not null || opening is not null || !(leaf.RecordedAt <= erasedThrough))
            {
                Add(LedgerFaultCode.EntryMissing, "what was sealed is gone before its time.");
            }

            return;
        }

        CheckEntry(leaf, row, entry, opening, Add);
        CheckChain(leaf, hash, opening.SubjectId, Add);
    }

    private static void CheckEntry(LedgerLeaf leaf, LedgerLeafRow row, LedgerEntry entry, LedgerOpeningRow opening, Action<LedgerFaultCode, string> add)
    {
        var opened = new LedgerOpening(opening.Salt, LedgerOpening.PersonOf(entry));
        if (!LedgerLeaf.Of(entry, leaf.Number, leaf.PreviousLeaf, opened.Commitment, leaf.SealedAt).ToBytes().AsSpan().SequenceEqual(row.Leaf)
            || opening.SubjectId != entry.SubjectId
            || opening.Number != leaf.Number)
        {
            add(LedgerFaultCode.EntryChanged, "it is not what was sealed.");
        }
    }

    private void CheckChain(LedgerLeaf leaf, byte[] hash, Guid subject, Action<LedgerFaultCode, string> add)
    {
        var isKnown = _last.TryGetValue(subject, out var last);
        _last[subject] = (leaf.Number, hash);

        // Those before may have been erased, after which nothing says whose they were.
        if (!isKnown && leaf.Number > 1 && erasedThrough is not null)
        {
            return;
        }

        if (leaf.Number != last.Number + 1)
        {
            add(LedgerFaultCode.NumberGap, string.Create(CultureInfo.InvariantCulture, $"its number is {leaf.Number}, after {last.Number}."));
        }

        if (!leaf.PreviousLeaf.AsSpan().SequenceEqual(last.Hash ?? [.. LedgerLeaf.Start]))
        {
            add(LedgerFaultCode.PreviousLeaf, "it does not follow the subject's leaf before it.");
        }
    }
}

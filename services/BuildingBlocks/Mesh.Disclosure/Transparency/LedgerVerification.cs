using System.Globalization;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>
/// Checks an export against nothing but the keys of the directory: no database, no host, no trust in whoever made it. It proves what was
/// recorded about a subject up to the checkpoint, 1…n without gaps. It cannot prove that n is the newest: that shows by a counterpart's
/// receipt, or by an earlier export that has more.
/// </summary>
public static class LedgerVerification
{
    /// <summary>How long after its writing an entry may be sealed without that being remarked on.</summary>
    public static readonly TimeSpan LongestSealing = TimeSpan.FromHours(1);

    private static readonly RetentionRule Kept = RetentionRules.Of(RetentionKind.Disclosures);

    /// <summary>Every fault of an export; none when it holds.</summary>
    /// <param name="export">What was exported.</param>
    /// <param name="log">Whose ledger it should be of.</param>
    /// <param name="verifiers">Everybody's keys.</param>
    /// <param name="madeAt">When it was exported: what had had its time of retention by then may be erased.</param>
    public static IReadOnlyList<LedgerFault> Check(LedgerExport export, Participation log, ILedgerVerifiers verifiers, DateTimeOffset madeAt)
    {
        ArgumentNullException.ThrowIfNull(export);
        var faults = new List<LedgerFault>();
        var note = SignedNote.TryRead(export.Checkpoint);
        var checkpoint = SignedCheckpoint.TryVerify(note, log, verifiers, madeAt);
        if (checkpoint is null)
        {
            // What an unsigned text says of the tree is still compared, so that every fault is told at once.
            faults.Add(new(LedgerFaultCode.Signature, $"The checkpoint is not one that {log} signed with a key of its time."));
            checkpoint = note is null ? null : Checkpoint.TryRead(note.Text);
        }

        var witnessed = new LedgerWitnessing(log, verifiers);
        if (note is not null)
        {
            witnessed.Add(note, checkpoint?.Size, faults);
        }

        CheckLeaves(export.Leaves, checkpoint, HelsinkiTime.DateOf(madeAt), faults);
        foreach (var earlier in export.Earlier)
        {
            CheckEarlier(earlier, checkpoint, log, verifiers, madeAt, witnessed, faults);
        }

        witnessed.Check(export.Leaves, madeAt, faults);
        return faults;
    }

    private static void CheckLeaves(IReadOnlyList<ExportedLeaf> leaves, Checkpoint? checkpoint, DateOnly madeOn, List<LedgerFault> faults)
    {
        byte[] previous = [.. LedgerLeaf.Start];
        Guid? subject = null;
        for (var i = 0; i < leaves.Count; i++)
        {
            var exported = leaves[i];
            void Add(LedgerFaultCode code, string words) =>
                faults.Add(new(code, string.Create(CultureInfo.InvariantCulture, $"Entry {i + 1} of the list, leaf {exported.Index}: {words}")));

            var hash = LedgerLeaf.HashOf(exported.Leaf);
            if (checkpoint is null || !MerkleProof.IsIncluded(hash, exported.Index, checkpoint.Size, exported.Proof, checkpoint.Root))
            {
                Add(LedgerFaultCode.Inclusion, "it is not shown to be in the tree.");
            }

            if (LedgerLeaf.TryRead(exported.Leaf) is { } leaf)
            {
                CheckLeaf(leaf, i + 1, previous, Add);
                CheckOpening(leaf, exported.Opening, i == 0 || leaves[i - 1].Opening is null, madeOn, ref subject, Add);
            }
            else
            {
                Add(LedgerFaultCode.LeafUnreadable, "its bytes are no leaf.");
            }

            previous = hash;
        }
    }

    private static void CheckLeaf(LedgerLeaf leaf, long number, byte[] previous, Action<LedgerFaultCode, string> add)
    {
        if (leaf.Number != number)
        {
            add(LedgerFaultCode.NumberGap, string.Create(CultureInfo.InvariantCulture, $"its number is {leaf.Number}."));
        }

        if (!leaf.PreviousLeaf.AsSpan().SequenceEqual(previous))
        {
            add(LedgerFaultCode.PreviousLeaf, "it does not follow the one before it.");
        }

        if (leaf.SealedAt - leaf.RecordedAt > LongestSealing)
        {
            add(LedgerFaultCode.SealedLate, string.Create(
                CultureInfo.InvariantCulture, $"it says it was written at {leaf.RecordedAt:O}, and was sealed at {leaf.SealedAt:O}."));
        }

    }

    private static void CheckOpening(
        LedgerLeaf leaf, LedgerOpening? opening, bool isBeginning, DateOnly madeOn, ref Guid? subject, Action<LedgerFaultCode, string> add)
    {
        // Erased at the end of retention: the commitment stands for it, and the chain goes on. Nothing else in it tells whose it is, so a
        // holder that leaves out more than its time allows could as well show somebody else's list.
        if (opening is null)
        {
            if (!isBeginning || RetentionRule.LastDay(HelsinkiTime.DateOf(leaf.RecordedAt), Kept.Months) >= madeOn)
            {
                add(LedgerFaultCode.OpeningMissing, "its personal part is left out, and cannot have been erased yet.");
            }

            return;
        }

        if (!opening.Commitment.AsSpan().SequenceEqual(leaf.Commitment) || opening.Salt.Length != LedgerOpening.SaltBytes)
        {
            add(LedgerFaultCode.Commitment, "the personal part is not the one that was sealed.");
        }

        subject ??= opening.SubjectId;
        if (opening.SubjectId is null || opening.SubjectId != subject)
        {
            add(LedgerFaultCode.OtherSubject, "it is about somebody else.");
        }
    }

    private static void CheckEarlier(
        EarlierCheckpoint earlier,
        Checkpoint? checkpoint,
        Participation log,
        ILedgerVerifiers verifiers,
        DateTimeOffset madeAt,
        LedgerWitnessing witnessed,
        List<LedgerFault> faults)
    {
        var note = SignedNote.TryRead(earlier.Note);
        if (SignedCheckpoint.TryVerify(note, log, verifiers, madeAt) is not { } before)
        {
            faults.Add(new(LedgerFaultCode.Signature, $"An earlier checkpoint is not one that {log} signed with a key of its time."));
        }
        else if (checkpoint is null || !MerkleProof.IsConsistent(before.Size, checkpoint.Size, before.Root, checkpoint.Root, earlier.Proof))
        {
            faults.Add(new(LedgerFaultCode.Consistency, string.Create(
                CultureInfo.InvariantCulture, $"The ledger did not grow from the earlier checkpoint of {before.Size} leaves into this one.")));
        }
        else
        {
            witnessed.Add(note!, before.Size, faults);
        }
    }
}

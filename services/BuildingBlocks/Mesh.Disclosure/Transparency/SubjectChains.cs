using System.Globalization;

namespace Mesh.Disclosure;

/// <summary>Compares each subject's leaves with one another, in the order of the tree.</summary>
/// <param name="last">The last leaf of each subject before those that are compared.</param>
/// <param name="erased">Numbers of the leaves that were erased and that one of these follows, by hash.</param>
internal sealed class SubjectChains(Dictionary<Guid, (long Number, byte[] Hash)> last, IReadOnlyDictionary<string, long> erased)
{
    /// <summary>How a hash is looked up.</summary>
    public static string KeyOf(byte[] hash) => Convert.ToHexString(hash);

    /// <summary>Checks the next leaf.</summary>
    public void Check(LedgerLeaf leaf, byte[] hash, Guid subject, Action<LedgerFaultCode, string> add)
    {
        var isKnown = last.TryGetValue(subject, out var before);
        last[subject] = (leaf.Number, hash);

        // Those before were erased, after which nothing says whose they were; that they were leaves of that number is all there is to see.
        if (!isKnown && erased.TryGetValue(KeyOf(leaf.PreviousLeaf), out var number))
        {
            before = (number, leaf.PreviousLeaf);
        }

        if (leaf.Number != before.Number + 1)
        {
            add(LedgerFaultCode.NumberGap, string.Create(CultureInfo.InvariantCulture, $"its number is {leaf.Number}, after {before.Number}."));
        }

        if (!leaf.PreviousLeaf.AsSpan().SequenceEqual(before.Hash ?? [.. LedgerLeaf.Start]))
        {
            add(LedgerFaultCode.PreviousLeaf, "it does not follow the subject's leaf before it.");
        }
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Mesh.Disclosure;

/// <summary>
/// An erasure as it stands in the tree, between the entries' leaves: which leaves lost their entries, when, and by which period. Whoever
/// erases without one, or has one changed, is seen. Its bytes are fields with lengths, in the order of the properties, after the name of
/// this form; nothing in it is about a person.
/// </summary>
public sealed partial record ErasureLeaf
{
    private const string Form = "mesh-ledger-erasure/1";

    /// <summary>The erasure.</summary>
    public required Guid ErasureId { get; init; }

    /// <summary>What was erased, as a code.</summary>
    public required string Kind { get; init; }

    /// <summary>The time of retention that it was counted with.</summary>
    public required int Months { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset ErasedAt { get; init; }

    /// <summary>Which leaves: ranges in rising order, as <c>0-499,502</c>; empty where what was erased is in no tree.</summary>
    public required string Leaves { get; init; }

    /// <summary>How much of it is in no tree: statements of requests, histories of consents and refusals.</summary>
    public required long Others { get; init; }

    /// <summary>When it was sealed, by the machine's clock.</summary>
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>The bytes that are hashed into the tree, as RFC 6962 hashes a leaf.</summary>
    public byte[] ToBytes() => LedgerFields.Write(
        Form,
        ErasureId.ToString("D"),
        Kind,
        Months.ToString(CultureInfo.InvariantCulture),
        Instant(ErasedAt),
        Leaves,
        Others.ToString(CultureInfo.InvariantCulture),
        Instant(SealedAt));

    /// <summary>Reads one; null when the bytes are none, or another spelling of one.</summary>
    public static ErasureLeaf? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (LedgerFields.TryRead(bytes) is not [Form, { } id, { } kind, { } months, { } erased, { } leaves, { } others, { } sealedAt]
            || !Guid.TryParseExact(id, "D", out var erasureId)
            || !int.TryParse(months, NumberStyles.None, CultureInfo.InvariantCulture, out var kept)
            || !TryInstant(erased, out var erasedAt)
            || !Ranges().IsMatch(leaves)
            || !long.TryParse(others, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || !TryInstant(sealedAt, out var at))
        {
            return null;
        }

        var leaf = new ErasureLeaf
        {
            ErasureId = erasureId, Kind = kind, Months = kept, ErasedAt = erasedAt, Leaves = leaves, Others = count, SealedAt = at,
        };
        return bytes.SequenceEqual(leaf.ToBytes()) ? leaf : null;
    }

    internal static ErasureLeaf Of(LedgerErasureRow row, IEnumerable<ErasedLeavesRow> leaves, DateTimeOffset sealedAt) => new()
    {
        ErasureId = row.ErasureId,
        Kind = WireNames.Of(row.Kind),
        Months = row.Months,
        ErasedAt = row.ErasedAt.ToUniversalTime(),
        Leaves = string.Join(',', leaves.OrderBy(range => range.FirstLeaf).Select(range => range.FirstLeaf == range.LastLeaf
            ? range.FirstLeaf.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.FirstLeaf}-{range.LastLeaf}"))),
        Others = row.Others,
        SealedAt = sealedAt.ToUniversalTime(),
    };

    private static string Instant(DateTimeOffset instant) => instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);

    [GeneratedRegex("^([0-9]{1,18}(-[0-9]{1,18})?(,|$))*$")]
    private static partial Regex Ranges();
}

using System.Globalization;
using System.Security.Cryptography;

namespace Mesh.Disclosure;

/// <summary>
/// An entry as it stands in the tree: what is not about a person in clear, the rest as a salted commitment, and its place among the entries
/// about the same subject. Its bytes are fields with lengths, in the order of the properties, after the name of this form.
/// </summary>
/// <remarks>
/// What is hashed into the tree is the entry's digest and a digest of these bytes. So whoever has a receipt, which names the entry's digest,
/// can be shown that the entry is in the tree without a word of what else the leaf says: how many there are about the same person, above all.
/// </remarks>
public sealed record LedgerLeaf
{
    private const string Form = "mesh-ledger-leaf/1";
    private const string TreeForm = "mesh-ledger-tree/1";
    private const string Yes = "YES";
    private const string No = "NO";

    /// <summary>What stands for the previous leaf of a subject's first one.</summary>
    public static IReadOnlyList<byte> Start { get; } = new byte[MerkleTree.HashBytes];

    /// <summary>Digest of the whole entry, which its receipt names too: see <see cref="EntryDigest"/>. The statement in it is as good as a salt.</summary>
    public required byte[] EntrySha256 { get; init; }

    /// <summary>The entry; random, and leads to nobody once the entry is erased.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>Which of the subject's entries, from 1 and without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>Hash of the subject's previous leaf; for the first <see cref="Start"/>.</summary>
    public required byte[] PreviousLeaf { get; init; }

    /// <summary>Commitment to the personal part, see <see cref="LedgerOpening"/>.</summary>
    public required byte[] Commitment { get; init; }

    /// <summary>Which participation asked.</summary>
    public required string Requester { get; init; }

    /// <summary>For what, as a code.</summary>
    public required string Purpose { get; init; }

    /// <summary>Codes of the categories asked.</summary>
    public required string CategoriesAsked { get; init; }

    /// <summary>Codes of the categories given.</summary>
    public required string CategoriesGiven { get; init; }

    /// <summary>Codes of the categories asked but not given.</summary>
    public required string CategoriesWithheld { get; init; }

    /// <summary>PERMIT, DENY, FAULT or LOOK.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why, precisely.</summary>
    public required string PreciseReason { get; init; }

    /// <summary>What the requester was shown.</summary>
    public required string ShownReason { get; init; }

    /// <summary>Kind of the basis, as a code; null for a denial.</summary>
    public required string? BasisKind { get; init; }

    /// <summary>Flow of the domain model.</summary>
    public required string? Flow { get; init; }

    /// <summary>Sections of law.</summary>
    public required string? Citation { get; init; }

    /// <summary>What showed an open case, as a code.</summary>
    public required string? ProofKind { get; init; }

    /// <summary>Whether the proof is nothing but the requester's word.</summary>
    public required bool ProofAttested { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When the entry was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was sealed, by the machine's clock. An entry put in long after the fact shows by it.</summary>
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>Its hash in the tree.</summary>
    public byte[] Hash => HashOf(EntrySha256, SHA256.HashData(ToBytes()));

    /// <summary>The hash in the tree of a leaf's bytes; of an erasure's, and of bytes that are neither, as RFC 6962 hashes them.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> bytes) =>
        TryRead(bytes) is { } leaf ? HashOf(leaf.EntrySha256, SHA256.HashData(bytes)) : MerkleTree.LeafHash(bytes);

    /// <summary>The hash in the tree, from the entry's digest and that of the leaf's bytes.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> entrySha256, ReadOnlySpan<byte> leafSha256) =>
        MerkleTree.LeafHash(TreeBytes(entrySha256, leafSha256));

    internal static byte[] TreeBytes(ReadOnlySpan<byte> entrySha256, ReadOnlySpan<byte> leafSha256) =>
        LedgerFields.Write(TreeForm, Convert.ToHexStringLower(entrySha256), Convert.ToHexStringLower(leafSha256));

    /// <summary>The leaf of an entry at its place.</summary>
    public static LedgerLeaf Of(LedgerEntry entry, long number, byte[] previousLeaf, byte[] commitment, DateTimeOffset sealedAt)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new LedgerLeaf
        {
            EntrySha256 = EntryDigest.Of(entry),
            EntryId = entry.EntryId,
            Number = number,
            PreviousLeaf = previousLeaf,
            Commitment = commitment,
            Requester = entry.Requester,
            Purpose = WireNames.Of(entry.Purpose),
            CategoriesAsked = entry.CategoriesAsked,
            CategoriesGiven = entry.CategoriesGiven,
            CategoriesWithheld = entry.CategoriesWithheld,
            Outcome = WireNames.Of(entry.Outcome),
            PreciseReason = entry.PreciseReason,
            ShownReason = entry.ShownReason,
            BasisKind = entry.BasisKind is { } basis ? WireNames.Of(basis) : null,
            Flow = entry.Flow,
            Citation = entry.Citation,
            ProofKind = entry.ProofKind is { } proof ? WireNames.Of(proof) : null,
            ProofAttested = entry.ProofAttested,
            Time = entry.Time.ToUniversalTime(),
            RecordedAt = entry.RecordedAt.ToUniversalTime(),
            SealedAt = sealedAt.ToUniversalTime(),
        };
    }

    /// <summary>The bytes that are hashed into the tree.</summary>
    public byte[] ToBytes() => LedgerFields.Write(
        Form,
        Convert.ToHexStringLower(EntrySha256),
        EntryId.ToString("D"),
        Number.ToString(CultureInfo.InvariantCulture),
        Convert.ToHexStringLower(PreviousLeaf),
        Convert.ToHexStringLower(Commitment),
        Requester,
        Purpose,
        CategoriesAsked,
        CategoriesGiven,
        CategoriesWithheld,
        Outcome,
        PreciseReason,
        ShownReason,
        BasisKind,
        Flow,
        Citation,
        ProofKind,
        ProofAttested ? Yes : No,
        Instant(Time),
        Instant(RecordedAt),
        Instant(SealedAt));

    /// <summary>Reads a leaf; null when the bytes are none, or another spelling of one.</summary>
    public static LedgerLeaf? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (LedgerFields.TryRead(bytes) is not
            [
                Form, { } entry, { } entryId, { } number, { } previous, { } commitment, { } requester, { } purpose, { } asked, { } given, { } withheld,
                { } outcome, { } precise, { } shown, var basis, var flow, var citation, var proof, { } attested, { } time, { } recorded, { } sealedAt,
            ]
            || DigestOf(entry) is not { } entrySha256
            || !Guid.TryParseExact(entryId, "D", out var id)
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            || DigestOf(previous) is not { } previousLeaf
            || DigestOf(commitment) is not { } committed
            || !TryInstant(time, out var at)
            || !TryInstant(recorded, out var recordedAt)
            || !TryInstant(sealedAt, out var whenSealed))
        {
            return null;
        }

        var leaf = new LedgerLeaf
        {
            EntrySha256 = entrySha256,
            EntryId = id,
            Number = place,
            PreviousLeaf = previousLeaf,
            Commitment = committed,
            Requester = requester,
            Purpose = purpose,
            CategoriesAsked = asked,
            CategoriesGiven = given,
            CategoriesWithheld = withheld,
            Outcome = outcome,
            PreciseReason = precise,
            ShownReason = shown,
            BasisKind = basis,
            Flow = flow,
            Citation = citation,
            ProofKind = proof,
            ProofAttested = attested == Yes,
            Time = at,
            RecordedAt = recordedAt,
            SealedAt = whenSealed,
        };
        return bytes.SequenceEqual(leaf.ToBytes()) ? leaf : null;
    }

    private static string Instant(DateTimeOffset instant) => instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);

    private static byte[]? DigestOf(string hex) =>
        hex.Length == 2 * MerkleTree.HashBytes && hex.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(hex) : null;
}

namespace Mesh.Disclosure;

/// <summary>A leaf that left the ledger, with what proves it.</summary>
/// <param name="Index">Its place in the tree.</param>
/// <param name="Leaf">The bytes of <see cref="LedgerLeaf"/>.</param>
/// <param name="Proof">That it stands there in the tree of the export's checkpoint.</param>
/// <param name="Opening">What its commitment hides; null when that has been erased.</param>
public sealed record ExportedLeaf(long Index, byte[] Leaf, IReadOnlyList<byte[]> Proof, LedgerOpening? Opening);

/// <summary>A checkpoint seen earlier, with the proof that the log grew from it.</summary>
/// <param name="Note">The signed note.</param>
/// <param name="Proof">From it to the export's checkpoint.</param>
public sealed record EarlierCheckpoint(string Note, IReadOnlyList<byte[]> Proof);

/// <summary>All leaves about one subject as they stood in the ledger at one checkpoint: what a person, or a court, checks without this program's database.</summary>
/// <param name="Checkpoint">The signed note, with cosignatures.</param>
/// <param name="Leaves">In order of their numbers.</param>
/// <param name="Earlier">Checkpoints that whoever checks has seen before.</param>
public sealed record LedgerExport(string Checkpoint, IReadOnlyList<ExportedLeaf> Leaves, IReadOnlyList<EarlierCheckpoint> Earlier);

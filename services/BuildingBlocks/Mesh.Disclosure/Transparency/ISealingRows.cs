namespace Mesh.Disclosure;

/// <summary>What of the ledger is read and written for sealing. Only rows: what they say is made by <see cref="SealedRows"/>.</summary>
internal interface ISealingRows
{
    /// <summary>What is to be sealed, without taking anything.</summary>
    /// <param name="from">The id from which on is looked; empty for the whole ledger.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<SealingLook> LookAsync(string from, CancellationToken cancellation);

    /// <summary>The next rows without a leaf, in order of their ids.</summary>
    /// <param name="from">The ids from which on is looked.</param>
    /// <param name="most">Most of them.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<UnsealedRows> ReadAsync(SealingBounds from, int most, CancellationToken cancellation);

    /// <summary>Writes what they were sealed with, in the running transaction.</summary>
    Task WriteAsync(SealedRows rows, CancellationToken cancellation);
}

/// <summary>From which id on entries and erasures are looked for; empty for the first there is.</summary>
/// <param name="Entry">The entry's.</param>
/// <param name="Erasure">The erasure's.</param>
internal sealed record SealingBounds(string Entry, string Erasure);

/// <summary>What a look found.</summary>
/// <param name="Size">How many leaves the newest checkpoint is of; null when there is none.</param>
/// <param name="First">The first entry that has no leaf; null when all have one.</param>
/// <param name="HasErasure">Whether an erasure has none.</param>
internal sealed record SealingLook(long? Size, FirstUnsealed? First, bool HasErasure);

/// <summary>An entry without leaf.</summary>
/// <param name="EntryId">Which.</param>
/// <param name="RecordedAt">When it was written, by the machine's clock.</param>
internal sealed record FirstUnsealed(Guid EntryId, DateTimeOffset RecordedAt);

/// <summary>The next rows to be sealed, and what they follow.</summary>
/// <param name="Size">How many leaves the newest checkpoint is of; null when there is none.</param>
/// <param name="Entries">Entries, in order of their ids.</param>
/// <param name="Last">The last leaf of each of their subjects that has one.</param>
/// <param name="Erasures">Erasures, in order of their ids; the owner's, who cannot sign: what it erased is told to everybody by the service.</param>
internal sealed record UnsealedRows(
    long? Size, IReadOnlyList<LedgerEntry> Entries, IReadOnlyDictionary<Guid, SubjectsLast> Last, IReadOnlyList<UnsealedErasure> Erasures)
{
    /// <summary>How many.</summary>
    public int Count => Entries.Count + Erasures.Count;
}

/// <summary>The last leaf about a subject.</summary>
/// <param name="Number">Which of the subject's.</param>
/// <param name="LeafHash">Its hash.</param>
internal readonly record struct SubjectsLast(long Number, byte[] LeafHash);

/// <summary>An erasure that is to be sealed.</summary>
/// <param name="Row">The erasure.</param>
/// <param name="Leaves">Which leaves lost their entries.</param>
internal sealed record UnsealedErasure(LedgerErasureRow Row, IReadOnlyList<ErasedLeavesRow> Leaves);

namespace Mesh.Disclosure;

/// <summary>Rows of one kind that have had their time, a batch after the other.</summary>
internal interface IDueRows
{
    /// <summary>How many have had their time and stay.</summary>
    long Held { get; }

    /// <summary>Entries that are not what was sealed, and stay.</summary>
    IReadOnlyList<Guid> Damaged { get; }

    /// <summary>The next batch: rows counted from before the limit. Asked again within a transaction that is done again, it gives the same.</summary>
    Task<DueBatch> NextAsync(DateTimeOffset limit, CancellationToken cancellation);

    /// <summary>The batch was committed, or counted: the next one comes after it.</summary>
    void Pass(DueBatch batch);
}

/// <summary>A batch.</summary>
/// <param name="Leaves">Their leaves, in rising order; none where they are in no tree.</param>
/// <param name="Entries">Which entries are to be erased; none of rows of another kind.</param>
/// <param name="Count">How many are to be erased.</param>
/// <param name="IsLast">Whether nothing comes after it.</param>
/// <param name="After">Where the next one begins.</param>
/// <param name="Kept">What of it stays.</param>
/// <param name="EraseAsync">Erases them; gives how much of it is in no tree: statements of requests, histories of consents and refusals.</param>
internal sealed record DueBatch(
    IReadOnlyList<long> Leaves, IReadOnlyList<Guid> Entries, int Count, bool IsLast, string After, KeptRows Kept, Func<CancellationToken, Task<long>> EraseAsync);

/// <summary>What of a batch stays.</summary>
/// <param name="Held">How many rows, damaged ones aside.</param>
/// <param name="Damaged">Entries that are not what was sealed.</param>
/// <param name="Subjects">Whose later entries stay, too: a chain loses its beginning, never its middle.</param>
internal sealed record KeptRows(long Held, IReadOnlyList<Guid> Damaged, IReadOnlySet<Guid> Subjects);

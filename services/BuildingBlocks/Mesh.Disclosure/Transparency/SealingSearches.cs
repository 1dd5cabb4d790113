namespace Mesh.Disclosure;

/// <summary>
/// How far back is looked for entries without leaf. What was committed soon after its id was made, as nearly everything is, is found within
/// a second; what was committed later, later. So every entry is looked at a few times and not each second for an hour, and the whole ledger
/// is searched once a day, for an entry whose machine's clock was wrong.
/// </summary>
internal sealed class SealingSearches
{
    /// <summary>Searches, each wider than the one before: how often, and how much further back than the last time; null: everything.</summary>
    internal static readonly IReadOnlyList<(TimeSpan Every, TimeSpan? Back)> Steps =
    [
        (SealingService.Interval, TimeSpan.FromSeconds(5)),

        // One that stood at a gate almost as long as a lock is waited for is still sealed within its receipt's promise.
        (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(12)),
        (TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)),
        (TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)),
        (TimeSpan.FromDays(1), null),
    ];

    private readonly DateTimeOffset?[] _done = new DateTimeOffset?[Steps.Count];

    /// <summary>The widest search that is due: at first, the whole ledger.</summary>
    public SealingSearch Next(DateTimeOffset now)
    {
        for (var step = Steps.Count - 1; step > 0; step--)
        {
            if (_done[step] is not { } done || now - done >= Steps[step].Every)
            {
                return SearchOf(step, now);
            }
        }

        return SearchOf(0, now);
    }

    /// <summary>The search was made; until then it is due again. The narrower ones were made with it.</summary>
    public void Done(SealingSearch search)
    {
        for (var step = 0; step <= search.Step; step++)
        {
            _done[step] = search.At;
        }
    }

    // From the last time on, however long that was ago: while nothing could be sealed it was not looked either.
    private SealingSearch SearchOf(int step, DateTimeOffset now) => new(step, now, _done[step] - Steps[step].Back);
}

/// <summary>A search.</summary>
/// <param name="Step">Which one.</param>
/// <param name="At">When.</param>
/// <param name="Since">From when on made ids are looked for; null for the whole ledger.</param>
internal sealed record SealingSearch(int Step, DateTimeOffset At, DateTimeOffset? Since);

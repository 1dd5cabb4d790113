using CsCheck;

namespace Mesh.Disclosure.Tests;

public sealed class SealingSearchesTests
{
    private static readonly DateTimeOffset Start = new(2023, 11, 13, 7, 0, 0, TimeSpan.Zero);

    // About once a second, now and then later, and some of them fail.
    private static readonly Gen<(int Milliseconds, bool Fails)[]> Ticks =
        Gen.Select(Gen.Frequency((9, Gen.Int[900, 1_100]), (1, Gen.Int[1_000, 90_000])), Gen.Int[0, 9].Select(dice => dice == 0)).Array[1, 1_500];

    [Fact]
    public void Next_WhenNothingWasSearchedYet_IsTheWholeLedger() => Assert.Null(new SealingSearches().Next(Start).Since);

    // Whenever something is committed, and however long after its id was made: the next search that is due for so late a one finds it.
    [Fact]
    public void Next_WhenAnEntryIsCommittedLate_FindsItByTheSearchForSuchOnes() => Gen.Select(Ticks, Gen.Double[0, 1], Gen.Int[0, 5_000_000]).Sample((ticks, part, late) =>
    {
        var (searches, now, made, failed) = (new SealingSearches(), Start, new List<SealingSearch>(), false);
        var end = Start.AddMilliseconds(ticks.Sum(tick => (long)tick.Milliseconds));
        var committed = Start + ((end - Start) * part);
        var id = committed.AddMilliseconds(-late);
        foreach (var tick in ticks)
        {
            var search = searches.Next(now);
            if (!tick.Fails)
            {
                searches.Done(search);
                made.Add(search);
            }

            failed |= tick.Fails;
            now = now.AddMilliseconds(tick.Milliseconds);
        }

        // The first search as wide as it takes that was made after it was committed must not have passed it by.
        var step = SealingSearches.Steps.TakeWhile(step => step.Back < TimeSpan.FromMilliseconds(late)).Count();
        return made.FirstOrDefault(search => search.At >= committed && search.Step >= step) is not { } first || first.Since is null || first.Since <= id;
    });

    [Fact]
    public void Next_WhenTicksGoOn_MakesEachSearchAsOftenAsItSays()
    {
        var (searches, counts, whole) = (new SealingSearches(), new int[SealingSearches.Steps.Count], TimeSpan.FromDays(2));
        for (var at = TimeSpan.Zero; at < whole; at += SealingService.Interval)
        {
            var search = searches.Next(Start + at);
            searches.Done(search);
            counts[search.Step]++;
        }

        // A wider one is a narrower one, too.
        for (var step = 0; step < counts.Length; step++)
        {
            Assert.Equal(whole / SealingSearches.Steps[step].Every, counts[step..].Sum());
        }
    }
}

namespace Mesh.Statutes;

/// <summary>
/// Everything that an owner told of one fact, and from which day on each telling was known; it stands until the next (GEN-KNOW-1).
/// <c>default</c> is a fact of which nothing was told.
/// </summary>
public readonly struct FactHistory<T>
    where T : notnull
{
    private readonly (DateOnly KnownFrom, Fact<T> Fact)[]? _tellings;

    internal FactHistory((DateOnly KnownFrom, Fact<T> Fact)[] tellings) => _tellings = tellings;

    /// <summary>The fact as it was known on a date: unknown before anything was told. Of two tellings of one day the later named stands.</summary>
    public Fact<T> AsKnownOn(DateOnly knownOn)
    {
        Fact<T> known = default;
        foreach (var (knownFrom, fact) in _tellings ?? [])
        {
            if (knownFrom <= knownOn)
            {
                known = fact;
            }
        }

        return known;
    }

    /// <summary>The type's name only: the values are about a person.</summary>
    public override string ToString() => nameof(FactHistory);
}

/// <summary>Makes histories of facts.</summary>
public static class FactHistory
{
    /// <summary>A fact that was told once.</summary>
    public static FactHistory<T> Of<T>(DateOnly knownFrom, Fact<T> fact)
        where T : notnull => new([(knownFrom, fact)]);

    /// <summary>A fact and its corrections, in any order of days; those of one day in the order in which they were told.</summary>
    public static FactHistory<T> Of<T>(params IEnumerable<(DateOnly KnownFrom, Fact<T> Fact)> tellings)
        where T : notnull => new([.. tellings.OrderBy(told => told.KnownFrom)]);
}

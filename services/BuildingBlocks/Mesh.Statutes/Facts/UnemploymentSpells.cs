namespace Mesh.Statutes;

/// <summary>One spell of unemployment as the labour authority's register tells it.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day, included; null while it goes on.</param>
public readonly record struct UnemploymentSpell(DateOnly First, DateOnly? Last)
{
    /// <summary>The type's name only: both days are about a person.</summary>
    public override string ToString() => nameof(UnemploymentSpell);
}

/// <summary>
/// Every spell of unemployment of one person, as known on one date; owner the labour authority. For rules that add spells up. What is
/// "continuously" unemployed is a fact of its own and never computed from these (A15).
/// </summary>
public sealed class UnemploymentSpells
{
    /// <summary>Code of the violation of a spell whose last day is before its first.</summary>
    public const string EndsBeforeStart = "SPELL_ENDS_BEFORE_START";

    /// <summary>Code of the violation of a spell that begins before the one before it has ended.</summary>
    public const string Overlaps = "SPELLS_OVERLAP";

    private readonly UnemploymentSpell[] _ascending;

    private UnemploymentSpells(UnemploymentSpell[] ascending) => _ascending = ascending;

    /// <summary>A person who has not been unemployed, which is known.</summary>
    public static UnemploymentSpells None { get; } = new([]);

    /// <summary>First day of the earliest spell, null when there is none.</summary>
    public DateOnly? Earliest => _ascending.Length == 0 ? null : _ascending[0].First;

    /// <summary>Reads spells in any order; spells that end before they begin or overlap are refused, each of them named.</summary>
    public static FactReading<UnemploymentSpells> Read(IEnumerable<UnemploymentSpell> spells)
    {
        ArgumentNullException.ThrowIfNull(spells);
        UnemploymentSpell[] ascending = [.. spells.OrderBy(s => s.First).ThenBy(s => s.Last ?? DateOnly.MaxValue)];
        List<FactViolation> violations = [];
        DateOnly? coveredTo = null;
        foreach (var spell in ascending)
        {
            if (spell.Last < spell.First)
            {
                violations.Add(new(EndsBeforeStart, FactNames.UnemploymentSpells, spell.First));
            }

            if (spell.First <= coveredTo)
            {
                violations.Add(new(Overlaps, FactNames.UnemploymentSpells, spell.First));
            }

            var last = spell.Last ?? DateOnly.MaxValue;
            coveredTo = coveredTo > last ? coveredTo : last;
        }

        return violations.Count > 0 ? new(null, violations) : new(new UnemploymentSpells(ascending), violations);
    }

    /// <summary>Days of unemployment in a window, both ends included.</summary>
    public int DaysIn(CountedWindow window) => _ascending.Sum(spell =>
    {
        var first = spell.First > window.First || window.First is null ? spell.First : window.First.Value;
        var last = spell.Last < window.Last ? spell.Last.Value : window.Last;
        return Math.Max(0, last.DayNumber - first.DayNumber + 1);
    });

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(UnemploymentSpells);
}

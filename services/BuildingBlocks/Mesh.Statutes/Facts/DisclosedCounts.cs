namespace Mesh.Statutes;

/// <summary>A count that the owner of the days disclosed: all a labour authority needs, and all it is given (flow F02).</summary>
/// <param name="Benefit">Which benefit.</param>
/// <param name="Window">The counted window, exactly as asked for.</param>
/// <param name="Days">Paid days in it, 0 or more.</param>
public sealed record DisclosedCount(Benefit Benefit, CountedWindow Window, int Days);

/// <summary>A spell length that the owner of the days disclosed.</summary>
/// <param name="Benefit">Which benefit.</param>
/// <param name="AsOf">The date it was asked for.</param>
/// <param name="WholeMonths">Whole months of the longest unbroken spell, 0 or more.</param>
public sealed record DisclosedSpell(Benefit Benefit, DateOnly AsOf, int WholeMonths);

/// <summary>Counts instead of days. A window nobody disclosed is unknown; it is never derived from another window.</summary>
public sealed class DisclosedCounts : BenefitDays
{
    private readonly Dictionary<(Benefit, CountedWindow), int> _counts = [];
    private readonly Dictionary<(Benefit, DateOnly), int> _spells = [];

    /// <summary>Takes over what was disclosed. Two answers to one question are a fault of the caller.</summary>
    public DisclosedCounts(IEnumerable<DisclosedCount> counts, IEnumerable<DisclosedSpell> spells)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(spells);
        foreach (var count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count.Days, nameof(counts));
            _counts.Add((count.Benefit, count.Window), count.Days);
        }

        foreach (var spell in spells)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(spell.WholeMonths, nameof(spells));
            _spells.Add((spell.Benefit, spell.AsOf), spell.WholeMonths);
        }
    }

    /// <summary>Nothing was disclosed: every count is unknown.</summary>
    public static DisclosedCounts Nothing { get; } = new([], []);

    /// <summary>Counts do not tell a day.</summary>
    public override DateOnly? EarliestDay(Benefit benefit) => null;

    /// <inheritdoc/>
    public override Fact<int> Count(Benefit benefit, CountedWindow window) =>
        _counts.TryGetValue((benefit, window), out var days) ? Fact.Known(days) : Fact.Unknown<int>();

    /// <inheritdoc/>
    public override Fact<int> LongestUnbrokenMonths(Benefit benefit, DateOnly asOf) =>
        _spells.TryGetValue((benefit, asOf), out var months) ? Fact.Known(months) : Fact.Unknown<int>();

    /// <summary>
    /// Counts that begin on a fixed day grow with each weekday. How many days leave a rolling window counts do not tell: those stay
    /// unknown, and so do spells.
    /// </summary>
    public override BenefitDays GoingOn(Benefit benefit, DateOnly asOf, DateOnly through) => new Going(this, benefit, asOf, through);

    private sealed class Going(DisclosedCounts told, Benefit paid, DateOnly asOf, DateOnly through) : BenefitDays
    {
        public override DateOnly? EarliestDay(Benefit benefit) => null;

        public override Fact<int> Count(Benefit benefit, CountedWindow window)
        {
            if (window.Last <= asOf || window.First > asOf)
            {
                return told.Count(benefit, window);
            }

            var last = window.Last < through ? window.Last : through;
            var weekdays = benefit == paid ? FinnishCalendar.WeekdaysAfter(asOf, last) : 0;
            return told.Count(benefit, window with { Last = asOf }).Map(days => days + weekdays);
        }

        public override Fact<int> LongestUnbrokenMonths(Benefit benefit, DateOnly asOf) => told.LongestUnbrokenMonths(benefit, asOf);

        public override BenefitDays GoingOn(Benefit benefit, DateOnly asOf, DateOnly through) =>
            throw new NotSupportedException("What goes on already cannot be made to go on.");
    }
}

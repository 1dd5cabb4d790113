namespace Mesh.Statutes;

/// <summary>
/// Every paid day of one person, as known on one date. Sorted once; a count in a window is two binary searches,
/// so the cost of a rule does not grow with the length of the history.
/// </summary>
public sealed class PaidDays : BenefitDays
{
    /// <summary>Code of the violation of a day with more than one paid benefit.</summary>
    public const string DayPaidTwice = "DAY_PAID_TWICE";

    /// <summary>Code of the violation of a benefit this library does not know.</summary>
    public const string UnknownBenefit = "BENEFIT_UNKNOWN";

    private readonly PaidSeries _subsidy;
    private readonly PaidSeries _allowance;

    private PaidDays(PaidSeries subsidy, PaidSeries allowance)
    {
        _subsidy = subsidy;
        _allowance = allowance;
    }

    /// <summary>A person to whom no day was paid, which is known.</summary>
    public static PaidDays None { get; } = new(new([]), new([]));

    /// <inheritdoc/>
    public override DateOnly? EarliestDay(Benefit benefit) => Of(benefit).First;

    /// <summary>
    /// Reads days in any order. A day paid twice, be it of one benefit or of both, is refused: the two benefits exclude each
    /// other, so one of the entries is wrong and only the payer knows which.
    /// </summary>
    public static FactReading<PaidDays> Read(IEnumerable<PaidDay> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        PaidDay[] sorted = [.. days];
        Array.Sort(sorted, static (a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : a.Benefit.CompareTo(b.Benefit));

        List<FactViolation> violations = [];
        List<int> subsidy = new(sorted.Length);
        List<int> allowance = [];
        for (var i = 0; i < sorted.Length; i++)
        {
            var (day, benefit) = sorted[i];
            if (i > 0 && sorted[i - 1].Day == day)
            {
                violations.Add(new(DayPaidTwice, NameOf(benefit), day));
            }

            switch (benefit)
            {
                case Benefit.LabourMarketSubsidy: subsidy.Add(day.DayNumber); break;
                case Benefit.UnemploymentDailyAllowance: allowance.Add(day.DayNumber); break;
                default: violations.Add(new(UnknownBenefit, NameOf(benefit), day)); break;
            }
        }

        return violations.Count > 0
            ? new(null, violations)
            : new(new PaidDays(new([.. subsidy]), new([.. allowance])), violations);
    }

    /// <inheritdoc/>
    public override Fact<int> Count(Benefit benefit, CountedWindow window) => Fact.Known(Of(benefit).Count(window));

    /// <inheritdoc/>
    public override Fact<int> LongestUnbrokenMonths(Benefit benefit, DateOnly asOf) => Fact.Known(Of(benefit).LongestUnbrokenMonths(asOf));

    /// <summary>Last paid day on or before a date, null when there is none (flow F02).</summary>
    public DateOnly? LastPaid(Benefit benefit, DateOnly asOf) => Of(benefit).LastOn(asOf);

    /// <summary>These days and, after <paramref name="asOf"/>, every weekday of one benefit: what will be when nothing changes.</summary>
    /// <param name="benefit">The benefit that goes on.</param>
    /// <param name="asOf">Last day that is known.</param>
    /// <param name="through">Last day assumed, included.</param>
    /// <exception cref="ContradictoryFactsException">A day after <paramref name="asOf"/> is paid already.</exception>
    public PaidDays GoingOn(Benefit benefit, DateOnly asOf, DateOnly through)
    {
        List<PaidDay> days = [.. _subsidy.Days.Select(day => new PaidDay(day, Benefit.LabourMarketSubsidy)), .. _allowance.Days.Select(day => new PaidDay(day, Benefit.UnemploymentDailyAllowance))];
        for (var day = FinnishCalendar.NextWeekday(asOf); day <= through; day = FinnishCalendar.NextWeekday(day))
        {
            days.Add(new(day, benefit));
        }

        return Read(days).Value;
    }

    private static string NameOf(Benefit benefit) =>
        benefit == Benefit.UnemploymentDailyAllowance ? FactNames.UnemploymentAllowanceDays : FactNames.LabourMarketSubsidyDays;

    private PaidSeries Of(Benefit benefit) => benefit switch
    {
        Benefit.LabourMarketSubsidy => _subsidy,
        Benefit.UnemploymentDailyAllowance => _allowance,
        _ => throw new ArgumentOutOfRangeException(nameof(benefit), benefit, "Not a counted benefit."),
    };
}

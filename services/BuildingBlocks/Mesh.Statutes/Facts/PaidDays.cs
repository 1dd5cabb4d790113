namespace Mesh.Statutes;

/// <summary>
/// Every paid day of one person, as known on one date. A count in a window is two looks (<see cref="DaySet"/>), so the cost of a rule
/// does not grow with the length of the history.
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
    public static PaidDays None { get; } = new(new(DaySet.None), new(DaySet.None));

    /// <inheritdoc/>
    public override DateOnly? EarliestDay(Benefit benefit) => Of(benefit).First;

    /// <summary>
    /// Reads days in any order. A day paid twice, be it of one benefit or of both, is refused: the two benefits exclude each
    /// other, so one of the entries is wrong and only the payer knows which.
    /// </summary>
    public static FactReading<PaidDays> Read(IEnumerable<PaidDay> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        PaidDay[] all = [.. days];
        return Read(all.AsSpan());
    }

    /// <summary>The same from a row of days, for whoever reads a whole register.</summary>
    public static FactReading<PaidDays> Read(ReadOnlySpan<PaidDay> days)
    {
        if (days.IsEmpty)
        {
            return new(None, []);
        }

        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var (day, _) in days)
        {
            first = Math.Min(first, day.DayNumber);
            last = Math.Max(last, day.DayNumber);
        }

        DaySet.Builder subsidy = new(first, last);
        DaySet.Builder allowance = new(first, last);
        foreach (var (day, benefit) in days)
        {
            var isNew = benefit switch
            {
                Benefit.LabourMarketSubsidy => subsidy.Add(day.DayNumber),
                Benefit.UnemploymentDailyAllowance => allowance.Add(day.DayNumber),
                _ => false,
            };
            if (!isNew)
            {
                return new(null, Violations(days.ToArray()));
            }
        }

        return subsidy.Overlaps(allowance)
            ? new(null, Violations(days.ToArray()))
            : new(new PaidDays(new(subsidy.Build()), new(allowance.Build())), []);
    }

    private static List<FactViolation> Violations(PaidDay[] sorted)
    {
        Array.Sort(sorted, static (a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : a.Benefit.CompareTo(b.Benefit));
        List<FactViolation> violations = [];
        for (var i = 0; i < sorted.Length; i++)
        {
            var (day, benefit) = sorted[i];
            if (i > 0 && sorted[i - 1].Day == day)
            {
                violations.Add(new(DayPaidTwice, NameOf(benefit), day));
            }

            if (!Enum.IsDefined(benefit))
            {
                violations.Add(new(UnknownBenefit, NameOf(benefit), day));
            }
        }

        return violations;
    }

    /// <inheritdoc/>
    public override Fact<int> Count(Benefit benefit, CountedWindow window) => Fact.Known(Of(benefit).Count(window));

    /// <inheritdoc/>
    public override Fact<int> LongestUnbrokenMonths(Benefit benefit, DateOnly asOf) => Fact.Known(Of(benefit).LongestUnbrokenMonths(asOf));

    /// <summary>Last paid day on or before a date, null when there is none (flow F02).</summary>
    public DateOnly? LastPaid(Benefit benefit, DateOnly asOf) => Of(benefit).LastOn(asOf);

    /// <inheritdoc/>
    public override PaidDays GoingOn(Benefit benefit, DateOnly asOf, DateOnly through)
    {
        List<PaidDay> days = [.. _subsidy.Days.Select(day => new PaidDay(day, Benefit.LabourMarketSubsidy)), .. _allowance.Days.Select(day => new PaidDay(day, Benefit.UnemploymentDailyAllowance))];
        var paid = days.Select(day => day.Day).ToHashSet();
        for (var day = FinnishCalendar.NextWeekday(asOf); day <= through; day = FinnishCalendar.NextWeekday(day))
        {
            if (!paid.Contains(day))
            {
                days.Add(new(day, benefit));
            }
        }

        return Read(days).Value;
    }

    internal static string NameOf(Benefit benefit) =>
        benefit == Benefit.UnemploymentDailyAllowance ? FactNames.UnemploymentAllowanceDays : FactNames.LabourMarketSubsidyDays;

    private PaidSeries Of(Benefit benefit) => benefit switch
    {
        Benefit.LabourMarketSubsidy => _subsidy,
        Benefit.UnemploymentDailyAllowance => _allowance,
        _ => throw new ArgumentOutOfRangeException(nameof(benefit), benefit, "Not a counted benefit."),
    };
}

namespace Mesh.Statutes;

/// <summary>
/// The first day on which an answer will be another if nothing happens but time: found without asking every day, because each
/// criterion tells the earliest day on which it could turn.
/// </summary>
/// <param name="On">The day.</param>
/// <param name="RuleIds">Rules whose outcome differs from the day before, in any wording, in the order they were asked.</param>
public sealed record NextChange(DateOnly On, IReadOnlyList<string> RuleIds)
{
    // How many days more than the time passed the first day of a window can move: from 28 February to 31 March lie 3 days that a
    // window ending on 28 and 31 of the month begins on.
    private const int Clamping = 3;

    /// <summary>Finds it.</summary>
    /// <param name="answer">
    /// The rules as of a day, on facts that go on: what is assumed to happen until <paramref name="through"/> is in the facts already
    /// (<see cref="PaidDays.GoingOn"/>, <see cref="AssistanceMonths.GoingOn"/>).
    /// </param>
    /// <param name="birthDate">Date of birth, on which criteria of age turn.</param>
    /// <param name="asOf">The day whose answer is known.</param>
    /// <param name="through">Last day looked at.</param>
    /// <returns>Null when nothing changes through that day.</returns>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static NextChange? Find(Func<DateOnly, IReadOnlyList<RuleAssessment>> answer, DateOnly birthDate, DateOnly asOf, DateOnly through)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var known = answer(asOf);
        for (var day = asOf; ;)
        {
            var next = Earliest(day, birthDate, day == asOf ? known : answer(day));
            if (next is null || next > through)
            {
                return null;
            }

            day = next.Value;
            var rules = answer(day).Zip(known).Where(pair => Differ(pair.First, pair.Second)).Select(pair => pair.First.RuleId).ToArray();
            if (rules.Length > 0)
            {
                return new(day, rules);
            }
        }
    }

    private static bool Differ(RuleAssessment one, RuleAssessment other) =>
        one.Statute.Outcome != other.Statute.Outcome
        || one.Report.Outcome != other.Report.Outcome
        || one.StatuteByCalendarMonths?.Outcome != other.StatuteByCalendarMonths?.Outcome;

    // No criterion can turn before this day; it may well turn later.
    private static DateOnly? Earliest(DateOnly day, DateOnly birthDate, IReadOnlyList<RuleAssessment> rules)
    {
        var turns = rules.SelectMany(rule => new[] { rule.Statute, rule.Report, rule.StatuteByCalendarMonths }).OfType<RuleOutcome>()
            .SelectMany(outcome => outcome.Criteria)
            .Select(criterion => Turns(criterion, day, birthDate))
            .Concat(Era.All.Select(era => era.From > day ? era.From : (DateOnly?)null))
            .OfType<DateOnly>();
        DateOnly? earliest = null;
        foreach (var turn in turns)
        {
            earliest = earliest is { } found && found <= turn ? found : turn;
        }

        return earliest;
    }

    private static DateOnly? Turns(Criterion criterion, DateOnly day, DateOnly birthDate)
    {
        if (!criterion.Actual.IsKnown)
        {
            return null;
        }

        var (actual, distance) = (criterion.Actual.Value, Distance(criterion.Threshold, criterion.Actual.Value.Value));
        return criterion.ThresholdUnit switch
        {
            MeasureUnit.YesNo => null,

            // An event of the past stays; one that is to come happens on its day.
            MeasureUnit.Date => actual.Day > day ? actual.Day : null,
            MeasureUnit.Years => Birthday(birthDate, criterion.Threshold.Value.Value) is var birthday && birthday > day ? birthday : null,
            MeasureUnit.PaidDays when criterion.Window is { } window && window.Last < day => FirstOfNextMonth(day),
            MeasureUnit.PaidDays => day.AddDays(Math.Max(1, Rises(criterion) ? distance : distance - Clamping)),
            MeasureUnit.Months when criterion.Window is { } window && window.Last < day =>
                Rises(criterion) ? CivilTime.AddMonths(CivilTime.FirstDayOfMonth(day), distance) : FirstOfNextMonth(day),

            // The first of the missing months may be full tomorrow; each other takes a month.
            _ => distance > 1 ? CivilTime.AddMonths(day, distance - 1).AddDays(-Clamping) is var full && full > day ? full : day.AddDays(1) : day.AddDays(1),
        };
    }

    private static bool Rises(Criterion criterion) => criterion.Actual.Value.Value < Edge(criterion.Threshold);

    // By how much a number must change before the criterion turns.
    private static int Distance(Threshold threshold, int actual) =>
        actual < Edge(threshold) ? Edge(threshold) - actual : actual - Edge(threshold) + 1;

    // The smallest number on the upper side.
    private static int Edge(Threshold threshold) => threshold.Comparator switch
    {
        Comparator.AtLeast or Comparator.LessThan => threshold.Value.Value,
        Comparator.MoreThan or Comparator.NoLaterThan => threshold.Value.Value + 1,
        _ => throw new InvalidOperationException($"Threshold without a comparator ({threshold.Comparator})."),
    };

    private static DateOnly Birthday(DateOnly birthDate, int years) => CivilTime.AddMonths(birthDate, years * 12);

    private static DateOnly FirstOfNextMonth(DateOnly day) => CivilTime.AddMonths(CivilTime.FirstDayOfMonth(day), 1);
}

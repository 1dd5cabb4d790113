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

    private const int ShortestMonth = 28;

    /// <summary>Finds it.</summary>
    /// <param name="answer">
    /// The rules as of a day, on facts that go on: what is assumed to happen until <paramref name="through"/> is in the facts already
    /// (<see cref="PaidDays.GoingOn"/>, <see cref="AssistanceMonths.GoingOn"/>).
    /// </param>
    /// <param name="birthDate">Date of birth, on which criteria of age turn.</param>
    /// <param name="asOf">The day whose answer is known.</param>
    /// <param name="through">Last day looked at.</param>
    /// <param name="turns">Further days on which an answer may turn: versions of rules that begin within an era. Eras themselves are known here.</param>
    /// <returns>Null when nothing changes through that day.</returns>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static NextChange? Find(
        Func<DateOnly, IReadOnlyList<ProfiledAssessment>> answer, DateOnly birthDate, DateOnly asOf, DateOnly through, IReadOnlyList<DateOnly>? turns = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        DateOnly[] law = [.. Era.All.Select(era => era.From), .. turns ?? []];
        var known = answer(asOf);
        var rules = known;
        for (var day = asOf; ;)
        {
            var next = Earliest(day, birthDate, rules, law);
            if (next is null || next > through)
            {
                return null;
            }

            day = next.Value;
            rules = answer(day);
            var changed = rules.Zip(known).Where(pair => Differ(pair.First, pair.Second)).Select(pair => pair.First.RuleId).Distinct().ToArray();
            if (changed.Length > 0)
            {
                return new(day, changed);
            }
        }
    }

    /// <summary>The earlier of two changes; of two on one day, one with the rules of both.</summary>
    public static NextChange? Earlier(NextChange? one, NextChange? other) =>
        one is null || other?.On < one.On ? other
        : other is null || one.On < other.On ? one
        : new(one.On, [.. one.RuleIds, .. other.RuleIds]);

    private static bool Differ(ProfiledAssessment later, ProfiledAssessment known) =>
        Differ(later.Statute, known.Statute)
        || Differ(later.Report, known.Report)
        || (later.StatuteByCalendarMonths is { } laterByMonths && known.StatuteByCalendarMonths is { } knownByMonths && Differ(laterByMonths, knownByMonths));

    private static bool Differ(RuleOutcome later, RuleOutcome known) =>
        later.Outcome != known.Outcome && !later.Criteria.Any(criterion => IsLost(criterion, known));

    // Counts that were disclosed for one day do not tell another: that something can no longer be told is no change.
    private static bool IsLost(Criterion later, RuleOutcome known) =>
        later is { Outcome: Outcome.Unknown, FactName: not null }
        && known.Criteria.Any(criterion => criterion.Name == later.Name && criterion.Outcome != Outcome.Unknown);

    // No criterion can turn before this day; it may well turn later.
    private static DateOnly? Earliest(DateOnly day, DateOnly birthDate, IReadOnlyList<ProfiledAssessment> rules, DateOnly[] law)
    {
        DateOnly? earliest = null;
        foreach (var turn in rules
            .SelectMany(rule => new[] { rule.Statute, rule.Report, rule.StatuteByCalendarMonths }).OfType<RuleOutcome>()
            .Select(outcome => Turns(outcome, day, birthDate))
            .Concat(law.Where(from => from > day).Select(from => (DateOnly?)from)))
        {
            earliest = turn is null || earliest <= turn ? earliest : turn;
        }

        return earliest;
    }

    // What is not met stays so until every condition that fails has turned; anything else may turn with the first of its conditions.
    private static DateOnly? Turns(RuleOutcome outcome, DateOnly day, DateOnly birthDate)
    {
        if (outcome.Outcome != Outcome.NotMet)
        {
            return outcome.Criteria.Min(criterion => Turns(criterion, day, birthDate));
        }

        var failing = outcome.Criteria.Where(criterion => criterion.Outcome == Outcome.NotMet).Select(criterion => Turns(criterion, day, birthDate)).ToArray();
        return failing.Contains(null) ? null : failing.Max();
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
            // Neither an answer nor the hours of a job changes by itself.
            MeasureUnit.YesNo or MeasureUnit.HoursAWeek => null,

            // What must have happened happens on its day, what must be still to come has passed on the day after.
            MeasureUnit.Date when criterion.Comparator == Comparator.NoLaterThan => actual.Day > day ? actual.Day : null,
            MeasureUnit.Date => actual.Day >= day ? actual.Day!.Value.AddDays(1) : null,
            MeasureUnit.Years => Birthday(birthDate, criterion.Threshold.Value.Value) is var birthday && birthday > day ? birthday : null,
            MeasureUnit.PaidDays when criterion.Window is { } window && window.Last < day => FirstOfNextMonth(day),
            MeasureUnit.PaidDays => day.AddDays(Math.Max(1, Rises(criterion) ? distance : distance - Clamping)),

            // Months of unemployment are lost no quicker than a shortest month for each, but the first perhaps tomorrow.
            MeasureUnit.Months when criterion.Name == CriterionNames.UnemploymentMonths && !Rises(criterion) =>
                day.AddDays(Math.Max(1, ((distance - 1) * ShortestMonth) - Clamping)),
            MeasureUnit.Months when criterion.Name == CriterionNames.SocialAssistanceMonths =>
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

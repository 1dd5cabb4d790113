namespace Mesh.Statutes;

/// <summary>
/// VEL-2: the job can be started when the maximum of daily allowance is reached: at the latest on the first working day after the last
/// paid day.
/// </summary>
public static class LastStartRule
{
    /// <summary>Reason: the offered job starts too late.</summary>
    public const string StartsTooLate = "STARTS_TOO_LATE";

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "VEL-2",
        "The job starts at the latest on the given working day after the last paid day of the allowance.",
        EmploymentServicesAct.ObligationChapter("That the first working day after the last paid day is the last possible start is from memory."),
        ObligationKindRule.Versions(EmploymentServicesAct.ObligationSlide()));

    /// <summary>Which working day after the last paid day.</summary>
    public static readonly DatedFigure<int> WorkingDays = new(
        "VEL-2 last start", "working days after the last paid day", new DatedValue<int>(Era.E2.From, 1, Rule.Citation, CitedTexts.CheckedOn));

    /// <summary>Holds an offered start against the last possible one.</summary>
    /// <param name="lastPaidOn">Last paid day of the allowance, on which its maximum is reached; owner Kela or the fund; known none = no maximum is in sight.</param>
    /// <param name="offeredStart">First day of the offered job.</param>
    /// <param name="asOf">Day on which it is judged, whose law governs.</param>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static LastStartOutcome Decide(Fact<DateOnly> lastPaidOn, DateOnly offeredStart, DateOnly asOf)
    {
        var figure = WorkingDays.On(asOf);
        var last = lastPaidOn.Map(paid => FinnishCalendar.WorkingDayAfter(paid, figure.Value));

        // Without a maximum there is no last start to miss, but no ground for the duty either: who assigned it must say what it rests on.
        var inTime = last.IsKnown ? offeredStart <= last.Value ? Outcome.Met : Outcome.NotMet : Outcome.Unknown;
        return new(
            asOf,
            inTime,
            last,
            inTime == Outcome.NotMet ? StartsTooLate : null,
            inTime == Outcome.Unknown ? [FactNames.AllowanceMaximumReachedOn] : [],
            Rule.Cite(figure.Citation, asOf));
    }
}

/// <summary>Whether an offered job starts in time.</summary>
/// <param name="AsOf">Day on which it was judged.</param>
/// <param name="InTime">Met, not met or unknown.</param>
/// <param name="LastPossibleStart">The last possible start; unknown with the last paid day.</param>
/// <param name="Reason"><see cref="LastStartRule.StartsTooLate"/> when not met; null otherwise.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record LastStartOutcome(
    DateOnly AsOf, Outcome InTime, Fact<DateOnly> LastPossibleStart, string? Reason, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{LastStartRule.Rule.Id} {InTime}";
}

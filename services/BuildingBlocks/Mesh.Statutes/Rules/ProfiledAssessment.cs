namespace Mesh.Statutes;

/// <summary>Why a person has to look at an outcome that lies on a boundary.</summary>
public enum BoundaryReason
{
    /// <summary>STATUTE and REPORT differ (A1, A4).</summary>
    Profiles = 1,

    /// <summary>STATUTE differs between the rolling window and ended calendar months (A2).</summary>
    CalendarMonths = 2,
}

/// <summary>One rule answered in both profiles, and why its answer may have to go to a person.</summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="Statute">STATUTE, with the rolling window.</param>
/// <param name="Report">REPORT.</param>
/// <param name="StatuteByCalendarMonths">STATUTE read by ended calendar months; null when the rule has no window.</param>
public record ProfiledAssessment(string RuleId, RuleOutcome Statute, RuleOutcome Report, RuleOutcome? StatuteByCalendarMonths)
{
    /// <summary>Why the case goes to a person; empty when nothing lies on a boundary.</summary>
    public IReadOnlyList<BoundaryReason> BoundaryReasons { get; } = (Differ(Statute, Report), Differ(Statute, StatuteByCalendarMonths)) switch
    {
        (true, true) => [BoundaryReason.Profiles, BoundaryReason.CalendarMonths],
        (true, false) => [BoundaryReason.Profiles],
        (false, true) => [BoundaryReason.CalendarMonths],
        _ => [],
    };

    /// <summary>Keys of the texts that tell the person why, one for each reason (<see cref="Explanations.Explain(BoundaryReason, Language)"/>).</summary>
    public IReadOnlyList<string> BoundaryTextKeys => [.. BoundaryReasons.Select(Explanations.KeyOf)];

    /// <summary>True when there is a <see cref="BoundaryReason"/>.</summary>
    public bool BoundaryDiscrepancy => BoundaryReasons.Count > 0;

    /// <summary>The same answer in both profiles, of a rule that only one text words.</summary>
    public static ProfiledAssessment OfOneWording(RuleOutcome answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new(answer.RuleId, answer, answer with { Profile = Profile.Report }, null);
    }

    /// <summary>The outcome in a profile.</summary>
    public RuleOutcome Of(Profile profile) => profile == Profile.Report ? Report : Statute;

    // A difference matters when one wording is satisfied and the other is not (or cannot be told), and no other criterion
    // fails in both: a 40-year-old on the 180th day is on no boundary of a rule for the under-25s.
    private static bool Differ(RuleOutcome one, RuleOutcome? other)
    {
        if (other is null)
        {
            return false;
        }

        var differ = false;
        for (var i = 0; i < one.Criteria.Count; i++)
        {
            var (a, b) = (one.Criteria[i].Outcome, other.Criteria[i].Outcome);
            if (a == Outcome.NotMet && b == Outcome.NotMet)
            {
                return false;
            }

            differ |= a == Outcome.Met != (b == Outcome.Met);
        }

        return differ;
    }
}

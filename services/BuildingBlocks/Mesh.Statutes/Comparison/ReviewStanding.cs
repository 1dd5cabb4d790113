namespace Mesh.Statutes;

/// <summary>Where a review of a plan stands on a date.</summary>
public enum ReviewState
{
    /// <summary>Not known; also when the plan began before the formalised law.</summary>
    Unknown = 0,

    /// <summary>There is no plan to review.</summary>
    None,

    /// <summary>Before the due date.</summary>
    Upcoming,

    /// <summary>From the due date to the last lawful date.</summary>
    Due,

    /// <summary>After the last lawful date.</summary>
    Overdue,
}

/// <summary>A review of a plan on a date.</summary>
/// <param name="RuleId">The rule that demands it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Deadline">When it is due; null unless there is a plan whose law is formalised.</param>
/// <param name="MissingFacts">The fact that would settle it, when it is unknown.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record ReviewStanding(
    string RuleId, ReviewState State, Deadline? Deadline, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>The first day after a date on which it will stand otherwise if nothing is reviewed; null when there is none.</summary>
    public DateOnly? TurnsAfter(DateOnly asOf) => Deadline is not { } deadline ? null
        : asOf < deadline.DueDate ? deadline.DueDate
        : asOf <= deadline.LastLawfulDate ? deadline.LastLawfulDate.AddDays(1)
        : null;

    /// <summary>The rule only: when somebody is due is about a person.</summary>
    public override string ToString() => RuleId;

    internal static ReviewStanding Of(
        RuleDescription rule, Fact<DateOnly> reviewedOn, string factName, Func<DateOnly, Deadline> due, DateOnly asOf)
    {
        var citation = rule.CiteOn(asOf);
        if (!reviewedOn.IsKnown)
        {
            return reviewedOn.State == FactState.Unknown
                ? new(rule.Id, ReviewState.Unknown, null, [factName], citation)
                : new(rule.Id, ReviewState.None, null, [], citation);
        }

        if (reviewedOn.Value < rule.Versions[0].From)
        {
            return new(rule.Id, ReviewState.Unknown, null, [], citation);
        }

        var deadline = due(reviewedOn.Value);
        var state = asOf < deadline.DueDate ? ReviewState.Upcoming : deadline.IsOverdue(asOf) ? ReviewState.Overdue : ReviewState.Due;
        return new(rule.Id, state, deadline, [], citation);
    }
}

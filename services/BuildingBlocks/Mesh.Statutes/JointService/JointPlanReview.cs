namespace Mesh.Statutes;

/// <summary>
/// TYP-REV-1: the labour authority sees to it that the multisectoral employment plan is reviewed at least every three months, and when
/// the client asks in certain situations. Social care and Kela join by need.
/// </summary>
public static class JointPlanReview
{
    /// <summary>Fact: the client's request falls within the situations of the act.</summary>
    public const string RequestInSituationOfAct = "REVIEW_REQUEST_IN_SITUATION_OF_ACT";

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-REV-1",
        "The labour authority sees to it that the plan is reviewed at least every given months, and when the client asks in certain situations.",
        JointServiceAct.Slide("5/6", "§ 4.2 of 1369/2014 had six months in the wording that was read; three by 1383/2021 is from memory."),
        JointServiceAct.Versions(JointServiceAct.Slide("5/6")));

    /// <summary>Longest time between reviews.</summary>
    public static readonly DatedFigure<int> IntervalMonths = new(
        "TYP-REV-1 interval", "months", new DatedValue<int>(Era.E2.From, 3, Rule.Citation, CitedTexts.CheckedOn));

    private static readonly Citation OnRequest = JointServiceAct.Slide("5/6", "Which situations they are, the sources do not say: a professional judges.");

    /// <summary>When the next review is due: counted from the last review actually held, else from the day the plan was made (A13).</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static RuleDeadline After(DateOnly madeOrHeldOn)
    {
        var months = IntervalMonths.On(madeOrHeldOn);
        return new(Rule.Id, madeOrHeldOn, Deadline.MonthsAfter(madeOrHeldOn, months.Value), Rule.Cite(months.Citation, madeOrHeldOn));
    }

    /// <summary>Whether a review is owed because the client asked for one.</summary>
    /// <param name="inSituationOfAct">Whether the request falls within the act's situations; a professional's judgement.</param>
    /// <param name="requestedOn">Day of the request, whose law governs.</param>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static ReviewRequestOutcome Requested(Fact<bool> inSituationOfAct, DateOnly requestedOn)
    {
        var owed = inSituationOfAct switch
        {
            { State: FactState.Unknown } => Outcome.Unknown,
            { IsKnown: true, Value: true } => Outcome.Met,
            _ => Outcome.NotMet,
        };
        return new(requestedOn, owed, owed == Outcome.Unknown ? [RequestInSituationOfAct] : [], Rule.Cite(OnRequest, requestedOn));
    }
}

/// <summary>Whether a review is owed on the client's request.</summary>
/// <param name="AsOf">Day of the request.</param>
/// <param name="Owed">Met, not met or unknown.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record ReviewRequestOutcome(DateOnly AsOf, Outcome Owed, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{JointPlanReview.Rule.Id} {Owed}";
}

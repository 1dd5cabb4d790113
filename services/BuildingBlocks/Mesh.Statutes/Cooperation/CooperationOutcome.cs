namespace Mesh.Statutes;

/// <summary>What a rule of cooperation says of facts.</summary>
/// <param name="AsOf">The day it was answered for.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Outcome">Met, not met or unknown.</param>
/// <param name="Faults">Codes of every condition that is not met.</param>
/// <param name="MissingFacts">Codes of the facts that would settle an unknown outcome.</param>
/// <param name="Citation">Where the rule stands.</param>
public sealed record CooperationOutcome(
    DateOnly AsOf, RuleDescription Rule, Outcome Outcome, IReadOnlyList<string> Faults, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome; faults are about a person.</summary>
    public override string ToString() => $"{Rule.Id} {Outcome}";

    // All conditions must be met. A condition names its fault and the fact it rests on.
    internal static CooperationOutcome All(
        RuleDescription rule, DateOnly asOf, params IReadOnlyList<(Outcome Outcome, string Fault, string Fact)> conditions)
    {
        var citation = rule.CiteOn(asOf);
        var all = Outcomes.All([.. conditions.Select(c => c.Outcome)]);
        return new(
            asOf,
            rule,
            all,
            [.. conditions.Where(c => c.Outcome == Outcome.NotMet).Select(c => c.Fault).Distinct()],
            all == Outcome.Unknown ? [.. conditions.Where(c => c.Outcome == Outcome.Unknown).Select(c => c.Fact).Distinct()] : [],
            citation);
    }

    internal static Outcome Yes(Fact<bool> fact) =>
        fact.State == FactState.Unknown ? Outcome.Unknown : fact is { IsKnown: true, Value: true } ? Outcome.Met : Outcome.NotMet;

    internal static Outcome DoneBy(Fact<DateOnly> day, DateOnly asOf) => Yes(day.Map(on => on <= asOf));
}

namespace Mesh.Statutes;

/// <summary>When Kykyviisari is filled in.</summary>
public enum KykyviisariMoment
{
    /// <summary>By a new client, unless it has been done.</summary>
    Start = 1,

    /// <summary>Again during a measure.</summary>
    DuringMeasure,

    /// <summary>At its end.</summary>
    End,

    /// <summary>Later, as follow-up.</summary>
    FollowUp,
}

/// <summary>What KYKY-1 asks for. A fact left out is unknown.</summary>
public sealed record KykyviisariFacts
{
    /// <summary>Code of the violation of a measure that ended before it started.</summary>
    public const string EndsBeforeStart = "ENDS_BEFORE_START";

    /// <summary>Days on which the client has filled it in, also before this service; known none = never.</summary>
    public Fact<IReadOnlyList<DateOnly>> FilledOn { get; init; }

    /// <summary>First day of the measure; known none = none has started.</summary>
    public Fact<DateOnly> MeasureStartedOn { get; init; }

    /// <summary>Last day of the measure; known none = it goes on.</summary>
    public Fact<DateOnly> MeasureEndedOn { get; init; }

    /// <summary>Every contradiction in the facts.</summary>
    public IReadOnlyList<FactViolation> Violations() =>
        MeasureStartedOn.IsKnown && MeasureEndedOn.IsKnown && MeasureEndedOn.Value < MeasureStartedOn.Value
            ? [new(EndsBeforeStart, "MEASURE_ENDED_ON", MeasureEndedOn.Value)]
            : [];

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(KykyviisariFacts);
}

/// <summary>KYKY-1: which filling-in of Kykyviisari is open. The sources give no interval, so none has a day by which it is late.</summary>
public static class Kykyviisari
{
    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = CooperationTexts.Rule(
        "KYKY-1",
        "A new client fills in Kykyviisari unless it has been done, again during a measure, at its end, and later as follow-up.",
        CooperationTexts.ServicePaths("Kykyviisari", "Also TEOT. How long after the end \"later\" is, neither says."));

    /// <summary>
    /// What is open on a day. A filling-in after the measure's first day and before its end is the one during it; the first from its
    /// last day on is the one at the end, the second the follow-up. What was missed during a measure is not open any more after it.
    /// </summary>
    /// <exception cref="ContradictoryFactsException">The measure ended before it started.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static KykyviisariOutcome Decide(KykyviisariFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var citation = Rule.CiteOn(asOf);
        if (facts.Violations() is { Count: > 0 } violations)
        {
            throw new ContradictoryFactsException(violations);
        }

        string[] missing =
        [
            .. facts.FilledOn.State == FactState.Unknown ? ["KYKYVIISARI_FILLED_ON"] : Array.Empty<string>(),
            .. facts.MeasureStartedOn.State == FactState.Unknown ? ["MEASURE_STARTED_ON"] : Array.Empty<string>(),
            .. facts is { MeasureStartedOn.IsKnown: true, MeasureEndedOn.State: FactState.Unknown } ? ["MEASURE_ENDED_ON"] : Array.Empty<string>(),
        ];
        if (missing.Length > 0)
        {
            return new(asOf, null, missing, citation);
        }

        DateOnly[] filled = [.. (facts.FilledOn.IsKnown ? facts.FilledOn.Value : []).Where(day => day <= asOf)];
        DateOnly? started = facts.MeasureStartedOn.IsKnown && facts.MeasureStartedOn.Value <= asOf ? facts.MeasureStartedOn.Value : null;
        DateOnly? ended = started is not null && facts.MeasureEndedOn.IsKnown && facts.MeasureEndedOn.Value <= asOf ? facts.MeasureEndedOn.Value : null;
        (KykyviisariMoment Moment, bool Open)[] moments =
        [
            (KykyviisariMoment.Start, filled.Length == 0),
            (KykyviisariMoment.DuringMeasure, started is not null && ended is null && !filled.Any(day => day > started)),
            (KykyviisariMoment.End, ended is not null && !filled.Any(day => day >= ended)),
            (KykyviisariMoment.FollowUp, asOf > ended && filled.Any(day => day >= ended) && !filled.Where(day => day >= ended).Skip(1).Any()),
        ];
        return new(asOf, [.. moments.Where(m => m.Open).Select(m => m.Moment)], [], citation);
    }
}

/// <summary>Which filling-in is open.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="Open">The moments open; null while a missing fact could change them.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it stands.</param>
public sealed record KykyviisariOutcome(DateOnly AsOf, IReadOnlyList<KykyviisariMoment>? Open, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>The rule only.</summary>
    public override string ToString() => Kykyviisari.Rule.Id;
}

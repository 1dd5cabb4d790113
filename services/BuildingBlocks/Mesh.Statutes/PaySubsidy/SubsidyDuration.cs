namespace Mesh.Statutes;

/// <summary>
/// PAL-3: five or ten months by how long unemployment lasted before. How long, the sources do not say: twelve months are assumed, and
/// the caller may set its own threshold.
/// </summary>
public static class SubsidyDuration
{
    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "PAL-3",
        "Pay subsidy lasts the shorter or the longer time, by how long unemployment lasted before it.",
        PaySubsidyReform.Citation,
        PaySubsidyReform.Versions);

    /// <summary>After a short unemployment.</summary>
    public static readonly DatedFigure<int> ShortMonths = new(
        "PAL-3 shorter duration", "months", new DatedValue<int>(PaySubsidyReform.First.From, 5, PaySubsidyReform.Citation, CitedTexts.CheckedOn));

    /// <summary>After a long unemployment.</summary>
    public static readonly DatedFigure<int> LongMonths = new(
        "PAL-3 longer duration", "months", new DatedValue<int>(PaySubsidyReform.First.From, 10, PaySubsidyReform.Citation, CitedTexts.CheckedOn));

    /// <summary>What is a long unemployment: assumed, and configurable.</summary>
    public static readonly DatedFigure<Threshold> LongUnemployment = new(
        "PAL-3 threshold", "months of unemployment",
        new DatedValue<Threshold>(
            PaySubsidyReform.First.From,
            new(Measure.Months(12), Comparator.AtLeast),
            PaySubsidyReform.Citation with { Certainty = Certainty.Unsure, Note = "The threshold is not in the sources; twelve months are assumed." },
            CitedTexts.CheckedOn));

    /// <summary>What an answer cites when the caller has set a threshold of its own.</summary>
    public static readonly Citation OwnThreshold = new(
        Rule.Id, "own threshold", Certainty.Unsure, Note: "Set by the labour authority that asks, in place of the assumed figure.");

    /// <summary>The duration.</summary>
    /// <param name="unemployedSince">First day of the unbroken unemployment, by the register; known none = not unemployed.</param>
    /// <param name="decidedOn">Day of the decision, whose law governs.</param>
    /// <param name="threshold">The caller's own threshold in months; null = the assumed one.</param>
    /// <exception cref="ArgumentException">The caller's threshold is not in months.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before the reform.</exception>
    public static SubsidyDurationOutcome Decide(Fact<DateOnly> unemployedSince, DateOnly decidedOn, Threshold? threshold = null)
    {
        var assumed = LongUnemployment.On(decidedOn);
        var needed = threshold ?? assumed.Value;
        if (needed.Value.Unit != MeasureUnit.Months)
        {
            throw new ArgumentException("The threshold of PAL-3 is in months.", nameof(threshold));
        }

        // A spell that began after the decision says nothing of the unemployment before it.
        var isLong = unemployedSince.State switch
        {
            FactState.Known when unemployedSince.Value > decidedOn => Fact.Unknown<bool>(),
            FactState.Known => Fact.Known(needed.IsPassedBy(Measure.Months(CivilTime.WholeMonthsBetween(unemployedSince.Value, decidedOn)))),
            FactState.KnownNone => Fact.Known(needed.IsPassedBy(Measure.Months(0))),
            _ => Fact.Unknown<bool>(),
        };
        return new(
            decidedOn,
            isLong.Map(longer => (longer ? LongMonths : ShortMonths).On(decidedOn).Value),
            needed,
            isLong.IsKnown ? [] : [FactNames.ContinuouslyUnemployedSince],
            [Rule.CiteOn(decidedOn), threshold is null ? assumed.Citation : OwnThreshold]);
    }
}

/// <summary>How long pay subsidy lasts.</summary>
/// <param name="AsOf">Day of the decision.</param>
/// <param name="Months">Months; unknown with the unemployment.</param>
/// <param name="Threshold">The threshold that parted the durations.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citations">Where the durations are laid down, and what the threshold rests on.</param>
public sealed record SubsidyDurationOutcome(
    DateOnly AsOf, Fact<int> Months, Threshold Threshold, IReadOnlyList<string> MissingFacts, IReadOnlyList<Citation> Citations)
{
    /// <summary>True when it rests on a text that was not read, as the threshold always does; people must be told.</summary>
    public bool IsUnverified => Citations.Any(c => c.IsUnverified);

    /// <summary>The rule only: the months tell how long somebody was unemployed.</summary>
    public override string ToString() => SubsidyDuration.Rule.Id;
}

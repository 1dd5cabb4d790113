namespace Mesh.Statutes;

/// <summary>What the rules TYP-TG-* ask about one person, as known on one date. A fact left out is unknown.</summary>
public sealed record TargetGroupFacts
{
    /// <summary>Date of birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>Paid days of labour market subsidy: the days, or disclosed counts; unknown unless given.</summary>
    public BenefitDays BenefitDays { get; init; } = DisclosedCounts.Nothing;

    /// <summary>
    /// First day of the unbroken unemployment that goes on, as the labour authority's register says; known none = not unemployed. Never
    /// computed from spells or paid days (A15).
    /// </summary>
    public Fact<DateOnly> ContinuouslyUnemployedSince { get; init; }

    /// <summary>Every contradiction in the facts; empty when they may be evaluated.</summary>
    public IReadOnlyList<FactViolation> Violations()
    {
        var paid = BenefitDays.EarliestDay(Benefit.LabourMarketSubsidy);
        DateOnly? since = ContinuouslyUnemployedSince.IsKnown ? ContinuouslyUnemployedSince.Value : null;
        return
        [
            .. paid < BirthDate ? [new(ActivationPlanFacts.BeforeBirth, FactNames.LabourMarketSubsidyDays, paid)] : Array.Empty<FactViolation>(),
            .. since < BirthDate ? [new(ActivationPlanFacts.BeforeBirth, FactNames.ContinuouslyUnemployedSince, since)] : Array.Empty<FactViolation>(),
        ];
    }

    /// <summary>
    /// Whole months of unbroken unemployment up to a date. A spell that began after the date says nothing of the date: another may
    /// have covered it, which the register was not asked.
    /// </summary>
    internal Fact<Measure> UnemployedMonths(DateOnly asOf) => ContinuouslyUnemployedSince.Then(since =>
        since > asOf ? Fact.Unknown<Measure>() : Fact.Known(Measure.Months(CivilTime.WholeMonthsBetween(since, asOf))));

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(TargetGroupFacts);
}

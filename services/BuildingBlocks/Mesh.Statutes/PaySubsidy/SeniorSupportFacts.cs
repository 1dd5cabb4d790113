namespace Mesh.Statutes;

/// <summary>What the rules PAL-55-* ask, as known on one date. A fact left out is unknown.</summary>
public sealed record SeniorSupportFacts
{
    /// <summary>Code of the violation of a job that ends before it starts.</summary>
    public const string JobEndsBeforeStart = "JOB_ENDS_BEFORE_START";

    /// <summary>Date of birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>Spells of unemployment, by the labour authority's register.</summary>
    public Fact<UnemploymentSpells> Unemployment { get; init; }

    /// <summary>First day of the job.</summary>
    public Fact<DateOnly> JobStartsOn { get; init; }

    /// <summary>Last day of the job; known none = open-ended.</summary>
    public Fact<DateOnly> JobEndsOn { get; init; }

    /// <summary>Working hours a week.</summary>
    public Fact<int> HoursAWeek { get; init; }

    /// <summary>Every contradiction in the facts; empty when they may be evaluated.</summary>
    public IReadOnlyList<FactViolation> Violations()
    {
        (string Name, DateOnly? Day)[] dated =
        [
            (FactNames.UnemploymentSpells, Unemployment.IsKnown ? Unemployment.Value.Earliest : null),
            (FactNames.JobStartsOn, JobStartsOn.IsKnown ? JobStartsOn.Value : null),
        ];
        return
        [
            .. dated.Where(d => d.Day < BirthDate).Select(d => new FactViolation(ActivationPlanFacts.BeforeBirth, d.Name, d.Day)),
            .. JobStartsOn.IsKnown && JobEndsOn.IsKnown && JobEndsOn.Value < JobStartsOn.Value
                ? [new FactViolation(JobEndsBeforeStart, FactNames.JobEndsOn, JobEndsOn.Value)] : Array.Empty<FactViolation>(),
        ];
    }

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(SeniorSupportFacts);
}

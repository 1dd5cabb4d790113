namespace Mesh.Statutes;

/// <summary>Grounds of pay subsidy.</summary>
public enum PaySubsidyGround
{
    /// <summary>Lack of vocational skill (PAL-1).</summary>
    LackOfVocationalSkill = 1,

    /// <summary>Reduced work ability (PAL-2).</summary>
    ReducedWorkAbility = 2,
}

/// <summary>Employers as the rules PAL-* tell them apart.</summary>
public enum SubsidisedEmployer
{
    /// <summary>None of the kinds below.</summary>
    Other = 1,

    /// <summary>Association.</summary>
    Association,

    /// <summary>Municipality or joint municipal authority.</summary>
    Municipal,
}

/// <summary>What the rules PAL-1…4, PAL-CAP and PAL-G ask, as known on one date. A fact left out is unknown.</summary>
public sealed record PaySubsidyFacts
{
    /// <summary>The ground, judged by the labour authority; known none = there is none.</summary>
    public Fact<PaySubsidyGround> Ground { get; init; }

    /// <summary>First day of the unbroken unemployment before the subsidy, by the labour authority's register (A15); known none = not unemployed.</summary>
    public Fact<DateOnly> ContinuouslyUnemployedSince { get; init; }

    /// <summary>The employer has had pay subsidy for the same person before.</summary>
    public Fact<bool> EarlierWithSameEmployer { get; init; }

    /// <summary>Kind of employer.</summary>
    public Fact<SubsidisedEmployer> Employer { get; init; }

    /// <summary>First day of the job.</summary>
    public Fact<DateOnly> JobStartsOn { get; init; }

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(PaySubsidyFacts);
}

namespace Mesh.Statutes;

/// <summary>How much coaching.</summary>
public enum CoachingLevel
{
    /// <summary>None is called for.</summary>
    None = 0,

    /// <summary>Light (kevyt): help in finding a job and contacting employers.</summary>
    Light,

    /// <summary>Intensive (intensiivinen).</summary>
    Intensive,
}

/// <summary>What COACH-2 asks for. A fact left out is unknown.</summary>
public sealed record CoachingNeedFacts
{
    /// <summary>Weak position in the labour market.</summary>
    public Fact<bool> WeakLabourMarketPosition { get; init; }

    /// <summary>Partial work ability.</summary>
    public Fact<bool> PartialWorkAbility { get; init; }

    /// <summary>A young person who needs support after graduation.</summary>
    public Fact<bool> YoungWithNeedAfterGraduation { get; init; }

    /// <summary>Needs help in finding a job or contacting employers.</summary>
    public Fact<bool> NeedsHelpFindingJob { get; init; }

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(CoachingNeedFacts);
}

/// <summary>COACH-2: light or intensive coaching, by need.</summary>
public static class CoachingLevelRule
{
    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = CooperationTexts.Rule(
        "COACH-2",
        "Light coaching helps in finding a job and contacting employers; intensive coaching is for a weak labour-market position, partial work ability or a young person with need after graduation.",
        CooperationTexts.Model("Kevyt ja intensiivinen työhönvalmennus"));

    /// <summary>Which level the needs call for. Light is not said while an unknown fact might call for intensive.</summary>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static CoachingLevelOutcome Decide(CoachingNeedFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var citation = Rule.CiteOn(asOf);
        (Outcome Outcome, string Name)[] grounds =
        [
            (CooperationOutcome.Yes(facts.WeakLabourMarketPosition), "WEAK_LABOUR_MARKET_POSITION"),
            (CooperationOutcome.Yes(facts.PartialWorkAbility), "PARTIAL_WORK_ABILITY"),
            (CooperationOutcome.Yes(facts.YoungWithNeedAfterGraduation), "YOUNG_WITH_NEED_AFTER_GRADUATION"),
        ];
        if (grounds.Any(ground => ground.Outcome == Outcome.Met))
        {
            return new(asOf, CoachingLevel.Intensive, [], citation);
        }

        var light = (Outcome: CooperationOutcome.Yes(facts.NeedsHelpFindingJob), Name: "NEEDS_HELP_FINDING_JOB");
        string[] missing = [.. grounds.Append(light).Where(ground => ground.Outcome == Outcome.Unknown).Select(ground => ground.Name)];
        return missing.Length > 0
            ? new(asOf, null, missing, citation)
            : new(asOf, light.Outcome == Outcome.Met ? CoachingLevel.Light : CoachingLevel.None, [], citation);
    }
}

/// <summary>Which coaching the needs call for.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="Level">The level; null while a missing fact could change it.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Citation">Where it stands.</param>
public sealed record CoachingLevelOutcome(DateOnly AsOf, CoachingLevel? Level, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>The rule only: the level tells of a person's ability.</summary>
    public override string ToString() => CoachingLevelRule.Rule.Id;
}

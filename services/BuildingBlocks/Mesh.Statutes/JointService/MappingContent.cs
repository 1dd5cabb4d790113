namespace Mesh.Statutes;

/// <summary>What the mapping period has to clarify.</summary>
public enum MappingPart
{
    /// <summary>Need of services.</summary>
    ServiceNeed = 1,

    /// <summary>Skills (osaaminen).</summary>
    Skills,

    /// <summary>Social situation.</summary>
    SocialSituation,

    /// <summary>State of health.</summary>
    Health,

    /// <summary>Work ability.</summary>
    WorkAbility,

    /// <summary>Motivating guidance, which belongs to the mapping.</summary>
    Guidance,
}

/// <summary>TYP-MAP-2: needs, skills, social situation, health and work ability are all clarified, and guidance is given.</summary>
public static class MappingContent
{
    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-MAP-2",
        "The mapping clarifies needs, skills, social situation, health and work ability, and includes guidance.",
        JointServiceAct.Section("§ 3.2"),
        JointServiceAct.Versions(JointServiceAct.Section("§ 3.2")));

    /// <summary>Decides.</summary>
    /// <param name="clarified">What is known of each part; a part that is left out is unknown.</param>
    /// <param name="asOf">The date asked about.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is none of its enum.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static MappingOutcome Decide(IReadOnlyDictionary<MappingPart, Fact<bool>> clarified, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(clarified);
        if (!clarified.Keys.All(Enum.IsDefined))
        {
            throw new ArgumentOutOfRangeException(nameof(clarified), "A part of the mapping is not one that the law names.");
        }

        var citation = Rule.CiteOn(asOf);
        var parts = Enum.GetValues<MappingPart>().Select(part => (Part: part, Fact: clarified.GetValueOrDefault(part))).ToArray();
        return new(
            asOf,
            [.. parts.Where(p => p.Fact.State == FactState.KnownNone || p.Fact is { IsKnown: true, Value: false }).Select(p => p.Part)],
            [.. parts.Where(p => p.Fact.State == FactState.Unknown).Select(p => p.Part)],
            citation);
    }
}

/// <summary>Whether the mapping is complete.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="NotClarified">Parts known not to be clarified.</param>
/// <param name="MissingFacts">Parts of which nobody said.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record MappingOutcome(
    DateOnly AsOf, IReadOnlyList<MappingPart> NotClarified, IReadOnlyList<MappingPart> MissingFacts, Citation Citation)
{
    /// <summary>Met when every part is clarified.</summary>
    public Outcome Complete => NotClarified.Count > 0 ? Outcome.NotMet : MissingFacts.Count > 0 ? Outcome.Unknown : Outcome.Met;

    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome.</summary>
    public override string ToString() => $"{MappingContent.Rule.Id} {Complete}";
}

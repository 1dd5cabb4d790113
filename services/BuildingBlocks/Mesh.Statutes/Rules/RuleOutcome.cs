namespace Mesh.Statutes;

/// <summary>A rule answered in one profile, complete as data: it can be stored and explained later without asking again.</summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="Version">Version of the rule that was in force.</param>
/// <param name="Profile">Wording that decided.</param>
/// <param name="AsOf">The date it was answered for.</param>
/// <param name="Criteria">Every condition; both profiles of a rule have them in the same order.</param>
public sealed record RuleOutcome(string RuleId, RuleVersion Version, Profile Profile, DateOnly AsOf, IReadOnlyList<Criterion> Criteria)
{
    /// <summary>Name of the rule's version.</summary>
    public string RuleVersion => Version.Name;

    /// <summary>Met when every criterion is; not met when one is not; else unknown.</summary>
    public Outcome Outcome { get; } = All(Criteria);

    /// <summary>Facts that would settle an unknown outcome; empty when it is settled, even if some fact is missing.</summary>
    public IReadOnlyList<string> MissingFacts => Outcome != Outcome.Unknown
        ? []
        : [.. Criteria.Where(c => c.Outcome == Outcome.Unknown).Select(c => c.FactName).OfType<string>().Distinct()];

    /// <summary>Where the criteria are laid down, each text once.</summary>
    public IReadOnlyList<Citation> Citations => [.. Criteria.Select(c => c.Citation).Distinct()];

    /// <summary>True when the rule's version or a criterion rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Version.IsUnverified || Criteria.Any(c => c.Citation.IsUnverified);

    /// <summary>Rule, profile and outcome.</summary>
    public override string ToString() => $"{RuleId}@{RuleVersion} {Profile} {Outcome}";

    private static Outcome All(IReadOnlyList<Criterion> criteria)
    {
        var all = Outcome.Met;
        for (var i = 0; i < criteria.Count; i++)
        {
            all = Outcomes.Both(all, criteria[i].Outcome);
        }

        return all;
    }
}

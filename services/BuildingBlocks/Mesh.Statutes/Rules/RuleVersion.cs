using System.Globalization;

namespace Mesh.Statutes;

/// <summary>A rule as it stands in one era.</summary>
/// <param name="Era">The era, which gives its first and last day.</param>
/// <param name="InForce">False when the era ended the rule: it is then answered, as not met and why, not passed over in silence.</param>
/// <param name="Citation">What put it in force or ended it.</param>
/// <param name="Begins">First day, when the version begins within its era; null = with the era.</param>
public sealed record RuleVersion(Era Era, bool InForce, Citation Citation, DateOnly? Begins = null)
{
    /// <summary>First day of the version; its last is the day before the next one's.</summary>
    public DateOnly From => Begins ?? Era.From;

    /// <summary>Name of the version: ISO date of its first day. Stays the same when later versions come.</summary>
    public string Name { get; } = (Begins ?? Era.From).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>True when it was not read in an enacted text; every outcome of it says so.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>In force in every era.</summary>
    public static IReadOnlyList<RuleVersion> SinceE2(Citation verified) =>
        [new(Era.E2, true, verified), new(Era.E3, true, Era.E3.Citation), new(Era.E4, true, Era.E4.Citation)];

    /// <summary>In force in E2 and E3, ended by E4.</summary>
    public static IReadOnlyList<RuleVersion> E2AndE3(Citation verified) =>
        [new(Era.E2, true, verified), new(Era.E3, true, Era.E3.Citation), new(Era.E4, false, Era.E4.Citation)];

    /// <summary>The version of a date.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before the first version.</exception>
    public static RuleVersion On(string ruleId, IReadOnlyList<RuleVersion> versions, DateOnly governingDate)
    {
        for (var i = versions.Count - 1; i >= 0; i--)
        {
            if (versions[i].From <= governingDate)
            {
                return versions[i];
            }
        }

        throw new OutsideFormalisedLawException(ruleId, versions[0].From);
    }
}

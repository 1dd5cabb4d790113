namespace Mesh.Statutes;

/// <summary>KTT-ACC-1: whoever provides, the organiser answers for it.</summary>
public static class RehabilitativeWorkAccountability
{
    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = new(
        "KTT-ACC-1",
        "The organiser answers for the lawfulness of rehabilitative work activity in every mode of provision and checks that it conforms to the plan.",
        CitedTexts.OriginalSection("§ 6"),
        RuleVersion.SinceE2(CitedTexts.OriginalSection("§ 6")));

    /// <summary>Who answers for a placement on a day.</summary>
    /// <param name="mode">How it is provided; it changes nothing, which is the rule.</param>
    /// <param name="asOf">The day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mode is none of its enum.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static AccountabilityOutcome Of(ProvisionMode mode, DateOnly asOf) => Enum.IsDefined(mode)
        ? new(asOf, RehabilitativeWorkOrganiser.On(asOf), Rule.CiteOn(asOf))
        : throw new ArgumentOutOfRangeException(nameof(mode), mode, "There are four modes.");
}

/// <summary>Who answers for rehabilitative work activity.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="Accountable">The organiser of that day (KTT-ORG-1).</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record AccountabilityOutcome(DateOnly AsOf, Organiser Accountable, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;
}

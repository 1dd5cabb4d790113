namespace Mesh.Statutes;

/// <summary>What may become of a placement.</summary>
public enum PlacementVerdict
{
    /// <summary>It may be agreed.</summary>
    Accepted = 1,

    /// <summary>A person must judge it first.</summary>
    LegalReview,

    /// <summary>A rule forbids it.</summary>
    Refused,
}

/// <summary>A rule that a placement breaks.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Code">What is wrong, for example WORK_FROM_COMPANY.</param>
/// <param name="Field">Which of the facts, as a code: WORK_PROVIDER for <see cref="PlacementFacts.WorkProvider"/>, and so on.</param>
/// <param name="Citation">Where the rule is laid down.</param>
public sealed record PlacementFault(string RuleId, string Code, string Field, Citation Citation);

/// <summary>The rules' answer on a placement.</summary>
/// <param name="AsOf">The date the rules were asked for.</param>
/// <param name="Verdict">Refused when there is a fault, else legal review when there is a reason for one, else accepted.</param>
/// <param name="Faults">Every rule it breaks.</param>
/// <param name="ReviewReasons">Why a person must judge it; given beside faults too.</param>
public sealed record PlacementOutcome(
    DateOnly AsOf, PlacementVerdict Verdict, IReadOnlyList<PlacementFault> Faults, IReadOnlyList<string> ReviewReasons)
{
    /// <summary>True when it rests on a text that was not read, by its era or by a fault's citation; people must be told.</summary>
    public bool IsUnverified => Era.On(AsOf).Citation.IsUnverified || Faults.Any(f => f.Citation.IsUnverified);
}

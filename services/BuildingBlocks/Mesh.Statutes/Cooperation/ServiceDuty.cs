namespace Mesh.Statutes;

/// <summary>What VOLUNTARY asks of a service offered to a client. A fact left out is unknown.</summary>
public sealed record ServiceDutyFacts
{
    /// <summary>Whether the service bears a duty; known none = it is not said.</summary>
    public Fact<bool> BearsDuty { get; init; }

    /// <summary>Whether it is said what that means for the client's benefits.</summary>
    public Fact<bool> BenefitMeaningStated { get; init; }

    /// <summary>When both were shown to the client; known none = not shown.</summary>
    public Fact<DateTimeOffset> ShownAt { get; init; }

    /// <summary>The type's name only: it is about a person.</summary>
    public override string ToString() => nameof(ServiceDutyFacts);
}

/// <summary>VOLUNTARY: before a client agrees to a service, it says whether it is voluntary and what that means for benefits.</summary>
public static class ServiceDuty
{
    /// <summary>Neither voluntary nor duty-bearing is said.</summary>
    public const string NotSaid = "VOLUNTARY_OR_DUTY_NOT_SAID";

    /// <summary>What it means for benefits is not said.</summary>
    public const string BenefitMeaningMissing = "BENEFIT_MEANING_MISSING";

    /// <summary>It was not shown to the client before agreeing.</summary>
    public const string NotShownBefore = "NOT_SHOWN_BEFORE_AGREEING";

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = CooperationTexts.Rule(
        "VOLUNTARY",
        "Each service says whether it is voluntary or duty-bearing and what that means for benefits, shown to the client before agreeing.",
        CooperationTexts.Teot("Johtopäätökset"));

    /// <summary>Whether a client may be asked to agree. The same instant is not before.</summary>
    /// <param name="facts">The service.</param>
    /// <param name="agreeingAt">When the client agrees.</param>
    /// <param name="asOf">The day of that, Europe/Helsinki.</param>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static CooperationOutcome Decide(ServiceDutyFacts facts, DateTimeOffset agreeingAt, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);

        // Either answer will do: what counts is that there is one.
        return CooperationOutcome.All(
            Rule,
            asOf,
            (CooperationOutcome.Yes(facts.BearsDuty.Map(_ => true)), NotSaid, "BEARS_DUTY"),
            (CooperationOutcome.Yes(facts.BenefitMeaningStated), BenefitMeaningMissing, "BENEFIT_MEANING_STATED"),
            (CooperationOutcome.Yes(facts.ShownAt.Map(at => at < agreeingAt)), NotShownBefore, "SHOWN_AT"));
    }
}

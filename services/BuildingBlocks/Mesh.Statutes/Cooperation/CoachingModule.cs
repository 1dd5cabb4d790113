namespace Mesh.Statutes;

/// <summary>What comes after a module of coaching or a period of rehabilitative work activity.</summary>
public enum WhatFollows
{
    /// <summary>A next step: another module or service.</summary>
    NextStep = 1,

    /// <summary>An exit for which a reason is recorded.</summary>
    ReasonedExit,

    /// <summary>An exit without a reason, which is not enough.</summary>
    Exit,
}

/// <summary>A module of coaching as COACH-1 asks about it. A fact left out is unknown.</summary>
public sealed record CoachingModuleFacts
{
    /// <summary>Day the client evaluated the module; known none = not evaluated.</summary>
    public Fact<DateOnly> ClientEvaluatedOn { get; init; }

    /// <summary>Day its producer did.</summary>
    public Fact<DateOnly> ProducerEvaluatedOn { get; init; }

    /// <summary>Day its buyer did.</summary>
    public Fact<DateOnly> BuyerEvaluatedOn { get; init; }

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(CoachingModuleFacts);
}

/// <summary>COACH-1 and PATH-NEXT-1: a module ends evaluated by three, and nothing ends without what comes next.</summary>
public static class CoachingModule
{
    /// <summary>The client has not evaluated it.</summary>
    public const string ClientEvaluationMissing = "CLIENT_EVALUATION_MISSING";

    /// <summary>The producer has not evaluated it.</summary>
    public const string ProducerEvaluationMissing = "PRODUCER_EVALUATION_MISSING";

    /// <summary>The buyer has not evaluated it.</summary>
    public const string BuyerEvaluationMissing = "BUYER_EVALUATION_MISSING";

    /// <summary>Neither a next step nor a reasoned exit is recorded. Endings with this code are the ones to be counted.</summary>
    public const string NextStepMissing = "NEXT_STEP_MISSING";

    /// <summary>COACH-1.</summary>
    public static readonly RuleDescription Rule = CooperationTexts.Rule(
        "COACH-1",
        "A module of coaching ends only when client, producer and buyer have evaluated it; then comes the next module or an exit.",
        CooperationTexts.Model("Modulaarinen valmennus"));

    /// <summary>PATH-NEXT-1.</summary>
    public static readonly RuleDescription NextStep = CooperationTexts.Rule(
        "PATH-NEXT-1",
        "Before rehabilitative work activity or a module of coaching ends, a next step or a reasoned exit is recorded; endings without one are counted.",
        CooperationTexts.Model("Haasteista ratkaisuihin", "Also TEOT: \"jatkopolku usein katkeaa\"."));

    /// <summary>COACH-1: whether the module may end.</summary>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static CooperationOutcome MayEnd(CoachingModuleFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return CooperationOutcome.All(
            Rule,
            asOf,
            (CooperationOutcome.DoneBy(facts.ClientEvaluatedOn, asOf), ClientEvaluationMissing, "CLIENT_EVALUATED_ON"),
            (CooperationOutcome.DoneBy(facts.ProducerEvaluatedOn, asOf), ProducerEvaluationMissing, "PRODUCER_EVALUATED_ON"),
            (CooperationOutcome.DoneBy(facts.BuyerEvaluatedOn, asOf), BuyerEvaluationMissing, "BUYER_EVALUATED_ON"));
    }

    /// <summary>PATH-NEXT-1: whether a module, or rehabilitative work activity, ends with what comes next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">What follows is none of its enum.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static CooperationOutcome LeadsOn(Fact<WhatFollows> follows, DateOnly asOf) => follows.IsKnown && !Enum.IsDefined(follows.Value)
        ? throw new ArgumentOutOfRangeException(nameof(follows), "What follows is none of the kinds told apart.")
        : CooperationOutcome.All(
            NextStep,
            asOf,
            (CooperationOutcome.Yes(follows.Map(what => what is WhatFollows.NextStep or WhatFollows.ReasonedExit)), NextStepMissing, "WHAT_FOLLOWS"));
}

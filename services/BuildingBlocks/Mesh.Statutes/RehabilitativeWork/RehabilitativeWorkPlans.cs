namespace Mesh.Statutes;

/// <summary>Kinds of plan that a client may have.</summary>
public enum PlanKind
{
    /// <summary>Client plan of social care (asiakassuunnitelma).</summary>
    Client = 1,

    /// <summary>Employment plan (työllistymissuunnitelma).</summary>
    Employment,

    /// <summary>Activation plan (aktivointisuunnitelma).</summary>
    Activation,

    /// <summary>Multisectoral employment plan (monialainen työllistymissuunnitelma).</summary>
    MultisectoralEmployment,

    /// <summary>Work-ability support plan (työkyvyn tuen suunnitelma).</summary>
    WorkAbilitySupport,
}

/// <summary>KTT-NEED-2 and the check of KTT-DUR: which plans may hold rehabilitative work activity, and when such a plan is checked.</summary>
public static class RehabilitativeWorkPlans
{
    private static readonly Citation Amendment = new(
        "702/2020", "beginning of the act", Certainty.Verified, Note: "The amending act was read in part; the section it amends is not named here.");

    /// <summary>KTT-NEED-2.</summary>
    public static readonly RuleDescription Rule = new(
        "KTT-NEED-2",
        "Rehabilitative work activity stands in an activation plan or in a multisectoral employment plan.",
        Amendment,
        RuleVersion.SinceE2(Amendment));

    /// <summary>KTT-NEED-2: whether a plan of a kind may hold it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of its enum.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static PlanKindOutcome MayHold(PlanKind kind, DateOnly asOf) => Enum.IsDefined(kind)
        ? new(asOf, kind is PlanKind.Activation or PlanKind.MultisectoralEmployment ? Outcome.Met : Outcome.NotMet, Rule.CiteOn(asOf))
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "There are five kinds of plan.");

    /// <summary>KTT-DUR: when the plan is checked, after the longest period of work activity.</summary>
    /// <param name="startedOn">First day of the work activity; not counted, since this is a deadline and no length (GEN-TIME-2).</param>
    /// <param name="own">The region's own limits; null means those of the day.</param>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static PlanCheckOutcome Check(DateOnly startedOn, PlacementLimits? own = null)
    {
        var months = (own ?? PlacementLimits.Default.On(startedOn).Value).LongestMonths;
        return new(
            startedOn,
            Deadline.MonthsAfter(startedOn, months),
            own is null ? PlacementLimits.Rule.CiteOn(startedOn) : PlacementLimits.OwnCitation);
    }
}

/// <summary>Whether a plan may hold rehabilitative work activity.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="MayHold">Met or not met.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record PlanKindOutcome(DateOnly AsOf, Outcome MayHold, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;
}

/// <summary>When a plan with rehabilitative work activity is checked.</summary>
/// <param name="AsOf">First day of the work activity, by whose law it is decided.</param>
/// <param name="CheckBy">When it is due.</param>
/// <param name="Citation">Where it is laid down; the region's own limits rest on no law, and say so.</param>
public sealed record PlanCheckOutcome(DateOnly AsOf, Deadline CheckBy, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>The rule only: when somebody began is about a person.</summary>
    public override string ToString() => PlacementLimits.Rule.Id;
}

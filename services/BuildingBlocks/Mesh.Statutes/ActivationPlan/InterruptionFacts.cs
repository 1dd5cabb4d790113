namespace Mesh.Statutes;

/// <summary>Why a plan would be interrupted (AKT-INT-2).</summary>
public enum InterruptionGround
{
    /// <summary>None of those below, which qualifies for nothing. Zero, so that a ground nobody gave is none.</summary>
    Other = 0,

    /// <summary>A job (työ).</summary>
    Job,

    /// <summary>Business (yritystoiminta).</summary>
    Business,

    /// <summary>Full-time studies (päätoimiset opinnot).</summary>
    FullTimeStudies,
}

/// <summary>An opportunity to be heard that the client let pass (AKT-INT-3).</summary>
/// <param name="InvitedAt">When the client was invited.</param>
/// <param name="OpportunityAt">When the client could have been heard.</param>
/// <param name="InvitationProved">Whether the invitation's delivery is proved; without it the opportunity counts for nothing.</param>
public sealed record UnusedHearing(DateTimeOffset InvitedAt, DateTimeOffset OpportunityAt, bool InvitationProved)
{
    /// <summary>The type's name only: it is about a person.</summary>
    public override string ToString() => nameof(UnusedHearing);
}

/// <summary>What AKT-INT-1…4 ask for. A fact left out is unknown.</summary>
public sealed record InterruptionFacts
{
    /// <summary>Code of the violation of a decision made before the plan took effect.</summary>
    public const string DecidedBeforePlan = "DECIDED_BEFORE_PLAN";

    /// <summary>Code of the violation of an opportunity that was over when the client was invited to it.</summary>
    public const string InvitedAfterOpportunity = "INVITED_AFTER_OPPORTUNITY";

    /// <summary>Code of the violation of a decision dated on another day than its instant is on in Finland.</summary>
    public const string DayNotOfInstant = "DAY_NOT_OF_INSTANT";

    /// <summary>The decision's own date, as violations name it.</summary>
    public const string DecisionDay = "DECISION_DAY";

    // Finland is two hours ahead of UTC in winter and three in summer; which of them, the caller's time zone data says.
    private static readonly TimeSpan[] Offsets = [CivilTime.WinterOffset, CivilTime.SummerOffset];

    /// <summary>Day the plan took effect (AKT-SIGN-1).</summary>
    public required DateOnly PlanEffectiveOn { get; init; }

    /// <summary>The ground; known none = none was given.</summary>
    public Fact<InterruptionGround> Ground { get; init; }

    /// <summary>First day of the job, business or studies; known none = it has not begun.</summary>
    public Fact<DateOnly> GroundStartedOn { get; init; }

    /// <summary>Whether the studies lead to an occupation or a degree; asked of studies alone.</summary>
    public Fact<bool> StudiesLeadToOccupationOrDegree { get; init; }

    /// <summary>When the client was heard; known none = not heard.</summary>
    public Fact<DateTimeOffset> HeardAt { get; init; }

    /// <summary>The opportunity that the client did not use; known none = there was none.</summary>
    public Fact<UnusedHearing> UnusedHearing { get; init; }

    /// <summary>Who has validly decided already; null when nobody has, which the plan's owner always knows (A16).</summary>
    public DecidingAuthority? DecidedAlreadyBy { get; init; }

    /// <summary>Every contradiction in the facts and the command; empty when they may be decided on.</summary>
    public IReadOnlyList<FactViolation> Violations(InterruptionCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var onItsDay = Offsets.Any(offset => DateOnly.FromDateTime(command.DecidedAt.ToOffset(offset).DateTime) == command.DecidedOn);
        var overBefore = UnusedHearing is { IsKnown: true } unused && unused.Value.InvitedAt >= unused.Value.OpportunityAt;
        return
        [
            .. When(!onItsDay, DayNotOfInstant, DecisionDay, command.DecidedOn),
            .. When(command.DecidedOn < PlanEffectiveOn, DecidedBeforePlan, DecisionDay, command.DecidedOn),
            .. When(overBefore, InvitedAfterOpportunity, FactNames.UnusedHearing, null),
        ];

        static FactViolation[] When(bool broken, string code, string fact, DateOnly? day) => broken ? [new(code, fact, day)] : [];
    }

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(InterruptionFacts);
}

/// <summary>An authority decides that a plan is interrupted. It may; nothing happens by itself (AKT-INT-1).</summary>
/// <param name="By">Who decides; either authority may.</param>
/// <param name="DecidedAt">When: a hearing must lie before it.</param>
/// <param name="DecidedOn">The same as a day of Europe/Helsinki, by the caller's time zone data.</param>
public sealed record InterruptionCommand(DecidingAuthority By, DateTimeOffset DecidedAt, DateOnly DecidedOn)
{
    /// <summary>The type's name only: it is about a person.</summary>
    public override string ToString() => nameof(InterruptionCommand);
}

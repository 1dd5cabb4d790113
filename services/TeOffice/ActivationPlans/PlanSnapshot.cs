using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What decisions on a case depend on, and nothing else.</summary>
/// <param name="Version">Version of the case; every act raises it.</param>
/// <param name="State">State of the case.</param>
/// <param name="PlanVersion">Newest version of the plan; 0 before the first.</param>
/// <param name="Digest">SHA-256 of the newest version's bytes, hexadecimal; empty before the first.</param>
/// <param name="SignedBy">Whose signatures stand on the newest version.</param>
/// <param name="EffectiveOn">Civil date of the last signature; null before the plan is active.</param>
/// <param name="LastReviewOn">Civil date of the last review held; null before the first.</param>
public sealed record PlanSnapshot(
    int Version,
    PlanState State,
    int PlanVersion,
    string Digest,
    IReadOnlyList<SignerRole> SignedBy,
    DateOnly? EffectiveOn,
    DateOnly? LastReviewOn)
{
    /// <summary>A need was recorded.</summary>
    public static PlanSnapshot Opened { get; } = new(1, PlanState.Identified, 0, "", [], null, null);

    /// <summary>A region's referral was accepted: both authorities are there already.</summary>
    public static PlanSnapshot Referred { get; } = Opened with { State = PlanState.Drafting };

    /// <summary>When the case was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who has found the client's capacity limited (KTT-NEED-1).</summary>
    public IReadOnlyList<SignerRole> FoundBy { get; init; } = [];

    /// <summary>Who has told the client of benefits and compensations, and when (KTT-INFO-1).</summary>
    public IReadOnlyList<InformationGiven> Informed { get; init; } = [];

    /// <summary>Hearings that the client may still answer today (AKT-INT-3).</summary>
    public IReadOnlyList<OpenHearing> OpenHearings { get; init; } = [];

    /// <summary>Version of the case in which the plan was last agreed or reviewed; 0 before it took effect.</summary>
    public int SettledVersion { get; init; }

    /// <summary>Whether the plan's services are over since then (F32).</summary>
    public bool ServicesOver { get; init; }

    /// <summary>Whether the finding is joint: everybody's.</summary>
    public bool FoundJointly => PlanDecisions.Everybody.All(FoundBy.Contains);

    /// <summary>From when an authority's information counts; null when it has given none.</summary>
    public DateTimeOffset? InformedBy(SignerRole authority) =>
        Informed.Where(given => given.By == authority).Min(given => (DateTimeOffset?)given.CountsFrom);

    /// <summary>From when the next review is counted (A13): the last review held, else the effective date.</summary>
    public DateOnly? ReviewAnchor => LastReviewOn ?? EffectiveOn;
}

/// <summary>One authority told the client of benefits and compensations.</summary>
/// <param name="By">Which authority.</param>
/// <param name="InformedAt">When the client was told.</param>
/// <param name="KnownFrom">When it was recorded here.</param>
public sealed record InformationGiven(SignerRole By, DateTimeOffset InformedAt, DateTimeOffset KnownFrom)
{
    /// <summary>The later of the two: what is recorded afterwards cannot carry a signature given before the record was there.</summary>
    public DateTimeOffset CountsFrom => InformedAt > KnownFrom ? InformedAt : KnownFrom;
}

/// <summary>A hearing that the client may still answer.</summary>
/// <param name="Ground">On what ground the plan would be interrupted.</param>
/// <param name="EventDate">First civil date of the job, business or studies.</param>
/// <param name="AnswerBy">Last civil date to answer.</param>
public sealed record OpenHearing(HearingGround Ground, DateOnly EventDate, DateOnly AnswerBy)
{
    /// <summary>Whether the client is heard about the same thing.</summary>
    public bool IsAbout(OpenHearing other) => (Ground, EventDate) == (other.Ground, other.EventDate);
}

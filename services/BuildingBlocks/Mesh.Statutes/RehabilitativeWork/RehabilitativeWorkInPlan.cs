namespace Mesh.Statutes;

/// <summary>Kinds of service as the rules on plan content tell them apart.</summary>
public enum PlannedKind
{
    /// <summary>None of the kinds below.</summary>
    Other = 0,

    /// <summary>Employment service.</summary>
    Employment,

    /// <summary>Rehabilitative work activity (kuntouttava työtoiminta).</summary>
    RehabilitativeWork,

    /// <summary>Social service that improves capacity.</summary>
    Social,

    /// <summary>Health service that improves capacity.</summary>
    Health,

    /// <summary>Rehabilitation by a special law.</summary>
    Rehabilitation,

    /// <summary>Education or training.</summary>
    Education,
}

/// <summary>What rehabilitative work activity demands of an activation plan and of its signing.</summary>
public static class RehabilitativeWorkInPlan
{
    /// <summary>KTT-NEED-1 is not met.</summary>
    public const string CapacityServiceMissing = "CAPACITY_SERVICE_MISSING";

    /// <summary>KTT-CONTENT-1: rehabilitative work activity without goal, support and fitting.</summary>
    public const string KttTermsMissing = "KTT_TERMS_MISSING";

    /// <summary>KTT-CONTENT-1: terms given for another kind of service.</summary>
    public const string KttTermsWithoutKtt = "KTT_TERMS_WITHOUT_KTT";

    /// <summary>KTT-INFO-1 is not met.</summary>
    public const string KttInfoMissing = "KTT_INFO_MISSING";

    /// <summary>Where KTT-NEED-1 is laid down.</summary>
    public static readonly Citation NeedCitation = new(
        CitedTexts.RehabilitativeWorkActivityAct, "§ 8.3", Certainty.FromMemory, Note: "The amended wording was not read; the old test of three months is no longer in the source.");

    /// <summary>Where KTT-CONTENT-1 is laid down.</summary>
    public static readonly Citation ContentCitation = CitedTexts.Handbook("Aktivointisuunnitelman sisältö", "And HE 13/2020; the enacted section was not read.");

    /// <summary>Where KTT-INFO-1 is laid down.</summary>
    public static readonly Citation InformationCitation = CitedTexts.PlanSection("§ 9.2");

    /// <summary>KTT-NEED-1 described.</summary>
    public static readonly RuleDescription Need = new(
        "KTT-NEED-1",
        "When labour authority, social-care party and client jointly find that limits of capacity prevent work or public employment services, the plan contains rehabilitative work activity or social, health or rehabilitation services that improve capacity.",
        NeedCitation,
        RuleVersion.SinceE2(NeedCitation));

    /// <summary>KTT-CONTENT-1 described.</summary>
    public static readonly RuleDescription Content = new(
        "KTT-CONTENT-1",
        "A plan with rehabilitative work activity states its goal, its support and guidance, and how it is fitted to other services; support is always included.",
        ContentCitation,
        RuleVersion.SinceE2(ContentCitation));

    /// <summary>KTT-INFO-1 described.</summary>
    public static readonly RuleDescription Informed = new(
        "KTT-INFO-1",
        "Labour authority and social-care party have both told the client of benefits and compensations before the client signs.",
        InformationCitation,
        RuleVersion.SinceE2(InformationCitation));

    private static readonly PlannedKind[] ImprovingCapacity =
        [PlannedKind.RehabilitativeWork, PlannedKind.Social, PlannedKind.Health, PlannedKind.Rehabilitation];

    /// <summary>
    /// KTT-NEED-1: once labour authority, social-care party and client have jointly found that capacity prevents work or employment
    /// services, the plan must contain rehabilitative work activity or social, health or rehabilitation services that improve it.
    /// </summary>
    public static bool MeetsNeed(bool jointFinding, IEnumerable<PlannedKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        return !jointFinding || kinds.Any(ImprovingCapacity.Contains);
    }

    /// <summary>
    /// KTT-INFO-1: both authorities have told the client of benefits and compensations before the client signs. The same instant is
    /// not before.
    /// </summary>
    /// <exception cref="OutsideFormalisedLawException">The signature is before 2023.</exception>
    public static InformationOutcome Information(DateTimeOffset? byLabourAuthority, DateTimeOffset? bySocialCare, DateTimeOffset signingAt)
    {
        var missing = new List<DecidingAuthority>();
        if (!(byLabourAuthority < signingAt))
        {
            missing.Add(DecidingAuthority.LabourAuthority);
        }

        if (!(bySocialCare < signingAt))
        {
            missing.Add(DecidingAuthority.SocialCare);
        }

        return new(missing.Count == 0, missing, Era.On(CivilTime.WinterDateOf(signingAt)).Cite(InformationCitation));
    }
}

/// <summary>Whether the client has been told.</summary>
/// <param name="Given">Both have told, in time.</param>
/// <param name="Missing">Who has not; labour authority first.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record InformationOutcome(bool Given, IReadOnlyList<DecidingAuthority> Missing, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;
}

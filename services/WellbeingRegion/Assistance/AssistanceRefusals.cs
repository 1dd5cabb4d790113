using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>Why an act on an assistance case is refused.</summary>
public static class AssistanceRefusals
{
    /// <summary>The case has moved on since the caller read it.</summary>
    public static readonly RefusalReason StaleCaseVersion = new(
        StatusCode.Aborted,
        "STALE_CASE_VERSION",
        "Asia on muuttunut. Lue se uudelleen.",
        "Ärendet har ändrats. Läs det på nytt.",
        "The case has changed. Read it again.");

    /// <summary>The act does not belong to the case's state.</summary>
    public static readonly RefusalReason WrongState = new(
        StatusCode.FailedPrecondition,
        "WRONG_STATE",
        "Toiminto ei kuulu asian nykyiseen vaiheeseen.",
        "Åtgärden hör inte till ärendets nuvarande skede.",
        "The act does not belong to the present state of the case.");

    /// <summary>Nobody has evaluated who starts, or what was evaluated leaves it open.</summary>
    public static readonly RefusalReason NotEvaluated = new(
        StatusCode.FailedPrecondition,
        "NOT_EVALUATED",
        "Ei ole vielä selvitetty, kumpi viranomainen käynnistää suunnitelman.",
        "Det har ännu inte utretts vilken myndighet som inleder planen.",
        "It has not been found out yet which authority starts the plan.");

    /// <summary>Unemployment benefit is paid too, so the labour authority starts (AKT-START-PRIO).</summary>
    public static readonly RefusalReason LabourAuthorityStarts = new(
        StatusCode.FailedPrecondition,
        "LABOUR_AUTHORITY_STARTS",
        "Työvoimaviranomainen käynnistää suunnitelman: siirrä asia sille.",
        "Arbetskraftsmyndigheten inleder planen: överför ärendet till den.",
        "The labour authority starts the plan: hand the case over to it.");

    /// <summary>Only social assistance is paid, so the region starts (AKT-START-PRIO).</summary>
    public static readonly RefusalReason RegionStarts = new(
        StatusCode.FailedPrecondition,
        "REGION_STARTS",
        "Hyvinvointialue käynnistää suunnitelman: kutsu työvoimaviranomainen mukaan.",
        "Välfärdsområdet inleder planen: bjud in arbetskraftsmyndigheten.",
        "The region starts the plan: invite the labour authority.");

    /// <summary>The directory does not tell which labour authority is the client's.</summary>
    public static readonly RefusalReason LabourAuthorityUnknown = new(
        StatusCode.FailedPrecondition,
        "LABOUR_AUTHORITY_UNKNOWN",
        "Asiakkaan työvoimaviranomainen ei selviä hakemistosta.",
        "Klientens arbetskraftsmyndighet framgår inte av katalogen.",
        "The directory does not tell the client's labour authority.");

    /// <summary>The labour authority has answered that the job search is valid, so the exception of AKT-ORDER-1 does not apply.</summary>
    public static readonly RefusalReason JobSearchValid = new(
        StatusCode.FailedPrecondition,
        "JOB_SEARCH_VALID",
        "Työnhaku on voimassa, joten poikkeusta järjestyksestä ei ole.",
        "Jobbsökningen är i kraft, så det finns inget undantag från ordningen.",
        "The job search is valid, so there is no exception from the order.");
}

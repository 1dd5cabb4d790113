using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Statutes;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Why an act on an activation plan case is refused.</summary>
public static class PlanRefusals
{
    /// <summary>The evaluation shows no rule on which this authority may launch.</summary>
    public static readonly RefusalReason NotEligible = new(
        StatusCode.FailedPrecondition,
        "NOT_ELIGIBLE",
        "Arvio ei osoita edellytystä, jonka perusteella suunnitelma käynnistetään.",
        "Bedömningen visar ingen förutsättning på grund av vilken planen inleds.",
        "The evaluation shows no condition on which the plan is launched.");

    /// <summary>The evaluation lies on a boundary, and no person has said why the case is launched all the same (A1).</summary>
    public static readonly RefusalReason BoundaryReasonMissing = new(
        StatusCode.FailedPrecondition,
        "BOUNDARY_REASON_MISSING",
        "Edellytys on rajalla: ratkaisun syy on kirjattava.",
        "Förutsättningen ligger på gränsen: skälet till avgörandet ska antecknas.",
        "The condition lies on a boundary: the reason for the decision must be recorded.");

    /// <summary>The client has an open case already.</summary>
    public static readonly RefusalReason CaseAlreadyOpen = new(
        StatusCode.FailedPrecondition,
        "CASE_ALREADY_OPEN",
        "Asiakkaalla on jo avoin aktivointisuunnitelma-asia.",
        "Klienten har redan ett öppet ärende om aktiveringsplan.",
        "The client already has an open activation plan case.");

    /// <summary>The directory does not tell which region is the client's.</summary>
    public static readonly RefusalReason RegionUnknown = new(
        StatusCode.FailedPrecondition,
        "REGION_UNKNOWN",
        "Asiakkaan hyvinvointialue ei selviä hakemistosta.",
        "Klientens välfärdsområde framgår inte av katalogen.",
        "The directory does not tell the client's wellbeing services region.");

    /// <summary>The case has moved on since the caller read it.</summary>
    public static readonly RefusalReason StaleCaseVersion = new(
        StatusCode.Aborted,
        "STALE_CASE_VERSION",
        "Asia on muuttunut. Lue se uudelleen.",
        "Ärendet har ändrats. Läs det på nytt.",
        "The case has changed. Read it again.");

    /// <summary>There is a newer version of the plan than the one signed.</summary>
    public static readonly RefusalReason StalePlanVersion = new(
        StatusCode.Aborted,
        "STALE_PLAN_VERSION",
        "Suunnitelmasta on uudempi versio. Lue se ennen allekirjoittamista.",
        "Det finns en nyare version av planen. Läs den innan du undertecknar.",
        "There is a newer version of the plan. Read it before signing.");

    /// <summary>The digest named is not that of the version named: the signer read something else.</summary>
    public static readonly RefusalReason DigestNotOfVersion = new(
        StatusCode.FailedPrecondition,
        "DIGEST_NOT_OF_VERSION",
        "Tiiviste ei ole tämän version.",
        "Kontrollsumman hör inte till den här versionen.",
        "The digest is not that of this version.");

    /// <summary>This party has signed this version already.</summary>
    public static readonly RefusalReason AlreadySigned = new(
        StatusCode.FailedPrecondition,
        "ALREADY_SIGNED",
        "Osapuoli on jo allekirjoittanut tämän version.",
        "Parten har redan undertecknat den här versionen.",
        "This party has already signed this version.");

    /// <summary>The act does not belong to the case's state.</summary>
    public static readonly RefusalReason WrongState = new(
        StatusCode.FailedPrecondition,
        "WRONG_STATE",
        "Toiminto ei kuulu asian nykyiseen vaiheeseen.",
        "Åtgärden hör inte till ärendets nuvarande skede.",
        "The act does not belong to the present state of the case.");

    /// <summary>All have found the client's capacity limited, and the plan holds nothing that improves it (KTT-NEED-1).</summary>
    public static readonly RefusalReason CapacityServiceMissing = new(
        StatusCode.FailedPrecondition,
        RehabilitativeWorkInPlan.CapacityServiceMissing,
        "Työ- ja toimintakyvyn rajoitteet on todettu yhdessä: suunnitelmassa on oltava kuntouttavaa työtoimintaa tai toimintakykyä parantava palvelu.",
        "Begränsningarna i arbets- och funktionsförmågan har konstaterats gemensamt: planen ska innehålla arbetsverksamhet i rehabiliteringssyfte eller en tjänst som förbättrar förmågan.",
        "Limits of capacity were found jointly: the plan must contain rehabilitative work activity or a service that improves capacity.");

    /// <summary>The client has not been told of benefits and compensations by both authorities before signing (KTT-INFO-1).</summary>
    public static readonly RefusalReason KttInfoMissing = new(
        StatusCode.FailedPrecondition,
        RehabilitativeWorkInPlan.KttInfoMissing,
        "Molempien viranomaisten on kerrottava etuuksista ja korvauksista ennen kuin asiakas allekirjoittaa suunnitelman.",
        "Båda myndigheterna ska informera om förmåner och ersättningar innan klienten undertecknar planen.",
        "Both authorities must tell the client of benefits and compensations before the client signs the plan.");

    /// <summary>This party has made the finding already.</summary>
    public static readonly RefusalReason AlreadyFound = new(
        StatusCode.FailedPrecondition,
        "ALREADY_FOUND",
        "Osapuoli on jo todennut toimintakyvyn rajoitteet.",
        "Parten har redan konstaterat begränsningarna i funktionsförmågan.",
        "This party has already made the finding.");

    /// <summary>The client is said to have been told before there was a case.</summary>
    public static readonly RefusalReason InformedBeforeCase = new(
        StatusCode.FailedPrecondition,
        "INFORMED_BEFORE_CASE",
        "Tiedot etuuksista on päivätty ennen asian avaamista.",
        "Informationen om förmåner är daterad före ärendets början.",
        "The information is dated before the case was opened.");

    /// <summary>A review dated before the one it follows.</summary>
    public static readonly RefusalReason ReviewBeforeAnchor = new(
        StatusCode.FailedPrecondition,
        "REVIEW_BEFORE_ANCHOR",
        "Tarkistus on päivätty ennen suunnitelman voimaantuloa tai edellistä tarkistusta.",
        "Översynen är daterad före planens ikraftträdande eller föregående översyn.",
        "The review is dated before the plan took effect or before the last review.");

    /// <summary>The client may still answer an invitation about the same thing (AKT-INT-3).</summary>
    public static readonly RefusalReason HearingOpen = new(
        StatusCode.FailedPrecondition,
        "HEARING_OPEN",
        "Asiakasta kuullaan jo samasta asiasta: vastausaika ei ole päättynyt.",
        "Klienten hörs redan i samma sak: svarstiden har inte gått ut.",
        "The client is being heard about the same thing already: the time to answer is not over.");
}

using Grpc.Core;

namespace Mesh.Hosting.Errors;

/// <summary>
/// The refusals that every service makes alike. What only one area refuses stands in that area; a test finds every static
/// <see cref="RefusalReason"/> and holds it to the same form.
/// </summary>
public static class Refusals
{
    /// <summary>
    /// The one answer to a caller without a basis, whether the subject or case is unknown, known or withdrawn from the caller.
    /// </summary>
    public static readonly RefusalReason NoBasis = new(
        StatusCode.PermissionDenied,
        "NO_BASIS",
        "Pyynnölle ei ole perustetta.",
        "Det finns ingen grund för begäran.",
        "There is no basis for the request.");

    /// <summary>The caller's certificate or token does not show who calls.</summary>
    public static readonly RefusalReason Unauthenticated = new(
        StatusCode.Unauthenticated,
        "UNAUTHENTICATED",
        "Kutsujaa ei voitu tunnistaa.",
        "Anroparen kunde inte identifieras.",
        "The caller could not be authenticated.");

    /// <summary>The caller is known, and the method is not for such callers; also a method without the access option.</summary>
    public static readonly RefusalReason AccessDenied = new(
        StatusCode.PermissionDenied,
        "ACCESS_DENIED",
        "Kutsujalla ei ole oikeutta tähän toimintoon.",
        "Anroparen har inte rätt till den här funktionen.",
        "The caller may not use this method.");

    /// <summary>The same request_id came with another body.</summary>
    public static readonly RefusalReason RequestIdReused = new(
        StatusCode.AlreadyExists,
        "REQUEST_ID_REUSED",
        "Samaa pyyntötunnusta on jo käytetty toisessa pyynnössä.",
        "Samma begäransidentifierare har redan använts i en annan begäran.",
        "The request id has already been used in another request.");

    /// <summary>A participation called without a deadline.</summary>
    public static readonly RefusalReason DeadlineMissing = new(
        StatusCode.InvalidArgument,
        "DEADLINE_MISSING",
        "Kutsusta puuttuu määräaika.",
        "Anropet saknar tidsgräns.",
        "The call has no deadline.");

    /// <summary>
    /// The participation that owns the case did not answer. Whether it acted is not known, hence the same request id.
    /// </summary>
    public static readonly RefusalReason OwnerUnreachable = new(
        StatusCode.Unavailable,
        "OWNER_UNREACHABLE",
        "Asian omistavaan organisaatioon ei saatu yhteyttä. Yritä uudelleen samalla pyyntötunnuksella.",
        "Organisationen som äger ärendet kunde inte nås. Försök igen med samma begäransidentifierare.",
        "The organisation that owns the case could not be reached. Try again with the same request id.");

    /// <summary>The participation that a person's call was for did not answer.</summary>
    public static readonly RefusalReason ParticipantUnreachable = new(
        StatusCode.Unavailable,
        "PARTICIPANT_UNREACHABLE",
        "Osapuoleen ei saatu yhteyttä. Yritä uudelleen samalla pyyntötunnuksella.",
        "Deltagaren kunde inte nås. Försök igen med samma begäransidentifierare.",
        "The participant could not be reached. Try again with the same request id.");

    /// <summary>Stored evidence is not what was stored: nothing is given rather than something wrong.</summary>
    public static RefusalReason EvidenceDamaged(string reason) => new(
        StatusCode.DataLoss,
        reason,
        "Tallennettu tieto ei ole enää eheä, joten sitä ei annettu.",
        "De lagrade uppgifterna är inte längre intakta och gavs därför inte.",
        "The stored data is no longer intact and was therefore not given.");

    /// <summary>A fault of the service. Its cause is in the log under the correlation id, never on the wire.</summary>
    public static readonly RefusalReason Fault = new(
        StatusCode.Internal,
        "FAULT",
        "Palvelussa tapahtui virhe.",
        "Ett fel inträffade i tjänsten.",
        "The service failed.");

    /// <summary>The service's own database was busy or away for a moment; nothing was done.</summary>
    public static readonly RefusalReason StorageBusy = new(
        StatusCode.Unavailable,
        "STORAGE_BUSY",
        "Palvelun tietokanta oli hetken varattu. Yritä uudelleen samalla pyyntötunnuksella.",
        "Tjänstens databas var upptagen för en stund. Försök igen med samma begäransidentifierare.",
        "The service's database was busy for a moment. Try again with the same request id.");

    /// <summary>The request breaks the rules of its contract; raised by <see cref="Violations"/>, which lists how.</summary>
    public static readonly RefusalReason InvalidRequest = new(
        StatusCode.InvalidArgument,
        "INVALID_REQUEST",
        "Pyynnössä on virheitä, jotka on lueteltu kentittäin.",
        "Begäran innehåller fel som räknas upp fält för fält.",
        "The request has errors, which are listed by field.");

    /// <summary>Metadata mesh-participant, or the prefix of a REST path, is missing or names no participation of the directory.</summary>
    public static readonly RefusalReason ParticipantUnknown = new(
        StatusCode.InvalidArgument,
        "PARTICIPANT_UNKNOWN",
        "Osapuoli puuttuu kutsusta tai sitä ei ole hakemistossa.",
        "Deltagaren saknas i anropet eller finns inte i katalogen.",
        "The participant is missing from the call or is not in the directory.");

    /// <summary>More requests than this caller may make.</summary>
    public static readonly RefusalReason RateLimited = new(
        StatusCode.ResourceExhausted,
        "RATE_LIMITED",
        "Pyyntöjä tuli liian monta. Yritä myöhemmin uudelleen.",
        "För många begäranden. Försök igen senare.",
        "There were too many requests. Try again later.");

    /// <summary>More bytes than any request of the contracts needs.</summary>
    public static readonly RefusalReason RequestTooLarge = new(
        StatusCode.ResourceExhausted,
        "REQUEST_TOO_LARGE",
        "Pyyntö on liian suuri.",
        "Begäran är för stor.",
        "The request is too large.");

    /// <summary>The mesh's time was asked to move back.</summary>
    public static readonly RefusalReason ClockMovedBack = new(
        StatusCode.FailedPrecondition,
        "CLOCK_MOVED_BACK",
        "Verkon aikaa voi siirtää vain eteenpäin.",
        "Nätets tid kan bara flyttas framåt.",
        "The time of the mesh can only be moved forward.");
}

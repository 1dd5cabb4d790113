using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Disclosure;

/// <summary>What only the door and the consents refuse.</summary>
public static class DisclosureRefusals
{
    /// <summary>The client has withdrawn the consent that named this recipient.</summary>
    public static readonly RefusalReason ConsentRevoked = new(
        StatusCode.PermissionDenied,
        DenialReasons.ConsentRevoked,
        "Asiakas on peruuttanut suostumuksensa.",
        "Klienten har återkallat sitt samtycke.",
        "The client has withdrawn the consent.");

    /// <summary>The consent has been withdrawn already, or its last day has passed.</summary>
    public static readonly RefusalReason ConsentNotOpen = new(
        StatusCode.FailedPrecondition,
        "CONSENT_NOT_OPEN",
        "Suostumus ei ole enää voimassa.",
        "Samtycket gäller inte längre.",
        "The consent is no longer open.");

    /// <summary>The refusal has been lifted already.</summary>
    public static readonly RefusalReason RefusalNotInForce = new(
        StatusCode.FailedPrecondition,
        "REFUSAL_NOT_IN_FORCE",
        "Kielto ei ole enää voimassa.",
        "Förbudet gäller inte längre.",
        "The refusal is no longer in force.");

    /// <summary>A contact ban is known for some of the same days.</summary>
    public static readonly RefusalReason ContactBanOverlaps = new(
        StatusCode.FailedPrecondition,
        "CONTACT_BAN_OVERLAPS",
        "Turvakielto on jo kirjattu osaksi samaa aikaa.",
        "En spärrmarkering är redan antecknad för en del av samma tid.",
        "A contact ban is already recorded for some of the same time.");

    /// <summary>There is a basis, and a professional of the holder must approve first.</summary>
    public static readonly RefusalReason AwaitsApproval = new(
        StatusCode.PermissionDenied,
        DenialReasons.AwaitsApproval,
        "Pyyntö odottaa tietojen haltijan ammattilaisen hyväksyntää. Pyydä myöhemmin uudelleen.",
        "Begäran väntar på godkännande av en yrkesperson hos den som har uppgifterna. Begär på nytt senare.",
        "The request awaits the approval of a professional of the holder. Ask again later.");

    /// <summary>The waiting request has been approved or rejected already.</summary>
    public static readonly RefusalReason WaitingRequestDecided = new(
        StatusCode.FailedPrecondition,
        "WAITING_REQUEST_DECIDED",
        "Pyyntö on jo ratkaistu.",
        "Begäran har redan avgjorts.",
        "The request has already been decided.");

    /// <summary>A request was answered under this statement already: another sending needs a statement of its own.</summary>
    public static readonly RefusalReason StatementReplayed = new(
        StatusCode.AlreadyExists,
        "STATEMENT_REPLAYED",
        "Samaan allekirjoitettuun pyyntöön on jo vastattu. Allekirjoita pyyntö uudelleen.",
        "Samma undertecknade begäran har redan besvarats. Underteckna begäran på nytt.",
        "The same signed request has been answered already. Sign the request anew.");

    /// <summary>The subject's gate moved at every attempt to write; nothing was disclosed.</summary>
    public static readonly RefusalReason DecisionOvertaken = new(
        StatusCode.Unavailable,
        "DECISION_OVERTAKEN",
        "Tietojen luovutuksen perusteet muuttuivat kesken käsittelyn. Yritä uudelleen.",
        "Grunderna för utlämnandet ändrades under behandlingen. Försök igen.",
        "What the disclosure would rest on changed while it was decided. Try again.");
}

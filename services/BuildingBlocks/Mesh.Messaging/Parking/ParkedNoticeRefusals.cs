using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Messaging;

/// <summary>What an operator is told when a parked notice cannot be replayed.</summary>
internal static class ParkedNoticeRefusals
{
    /// <summary>There is no such notice on the list.</summary>
    public static readonly RefusalReason NotParked = new(
        StatusCode.NotFound,
        "NOTICE_NOT_PARKED",
        "Ilmoitus ei ole käsittelyä odottavien joukossa.",
        "Meddelandet finns inte bland dem som väntar på behandling.",
        "The notice is not parked.");

    /// <summary>Several who brought something under the id wait; which is given up must be said.</summary>
    public static readonly RefusalReason SeveralParked = new(
        StatusCode.FailedPrecondition,
        "SEVERAL_NOTICES_PARKED",
        "Samalla tunnisteella odottaa usean tuojan ilmoituksia. Kerro, kenen tuoma hylätään.",
        "Under samma identifierare väntar meddelanden från flera. Ange vems som förkastas.",
        "Notices of several wait under this id. Say whose is given up.");

    /// <summary>It failed again and stays parked.</summary>
    public static readonly RefusalReason StillFails = new(
        StatusCode.FailedPrecondition,
        "NOTICE_STILL_FAILS",
        "Ilmoitusta ei voida vieläkään käsitellä.",
        "Meddelandet kan fortfarande inte behandlas.",
        "The notice still cannot be handled.");
}

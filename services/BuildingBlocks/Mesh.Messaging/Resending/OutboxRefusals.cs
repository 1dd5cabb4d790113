using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Messaging;

/// <summary>What an operator is told when sent notices are not sent again.</summary>
internal static class OutboxRefusals
{
    /// <summary>More than one request may send: one transaction must not hold the database for long.</summary>
    public static readonly RefusalReason TooMany = new(
        StatusCode.FailedPrecondition,
        "TOO_MANY_NOTICES",
        "Ilmoituksia on liikaa yhdellä kertaa lähetettäväksi. Rajaa aikaväliä.",
        "Det finns för många meddelanden för att sändas på en gång. Begränsa tidsperioden.",
        "There are too many notices to send at once. Narrow the span of time.");
}

using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.ClientNotices;

/// <summary>What only the letter desk refuses.</summary>
public static class LetterRefusals
{
    /// <summary>The message does not wait for a letter: it was delivered or read, or a letter was posted.</summary>
    public static readonly RefusalReason NotWaiting = new(
        StatusCode.FailedPrecondition,
        "LETTER_NOT_WAITING",
        "Viesti ei odota kirjeen lähettämistä.",
        "Meddelandet väntar inte på att ett brev skickas.",
        "The message does not wait for a letter.");
}

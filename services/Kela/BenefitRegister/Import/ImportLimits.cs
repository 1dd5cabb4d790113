using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Kela.BenefitRegister;

/// <summary>How much one import may bring: it is read whole before anything of it is written, so it must fit into memory.</summary>
/// <param name="Messages">Most messages, the header included.</param>
/// <param name="Bytes">Most bytes of all messages together.</param>
public sealed record ImportLimits(int Messages, long Bytes)
{
    /// <summary>A longer stream is refused whole; Kela's system sends it as several imports.</summary>
    public static readonly RefusalReason TooLarge = new(
        StatusCode.ResourceExhausted,
        "IMPORT_TOO_LARGE",
        "Siirrossa on liikaa tietoja. Jaa se useammaksi siirroksi.",
        "Överföringen är för stor. Dela upp den i flera överföringar.",
        "The import is too large. Send it as several imports.");

    /// <summary>100 000 messages and 64 MiB: a month of every recipient of a mid-sized town, many times over.</summary>
    public static ImportLimits Usual { get; } = new(100_000, 64L * 1024 * 1024);
}

using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Disclosure;

/// <summary>What only the comparison of books refuses.</summary>
public static class EvidenceRefusals
{
    /// <summary>A book has more exchanges in the period than are compared at once.</summary>
    public static readonly RefusalReason TooManyExchanges = new(
        StatusCode.FailedPrecondition,
        "TOO_MANY_EXCHANGES",
        "Ajanjaksolla on liian monta pyyntöä. Valitse lyhyempi ajanjakso.",
        "Perioden har för många begäranden. Välj en kortare period.",
        "The period has too many requests. Choose a shorter one.");
}

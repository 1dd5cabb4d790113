using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.Disclosure;

/// <summary>What only the ledger refuses.</summary>
public static class LedgerRefusals
{
    /// <summary>The ledger is not that large, or signed no checkpoint of that size.</summary>
    public static readonly RefusalReason TreeSizeUnknown = new(
        StatusCode.NotFound,
        "TREE_SIZE_UNKNOWN",
        "Luovutuslokista ei ole tämän kokoista allekirjoitettua tilaa.",
        "Det finns inget undertecknat tillstånd av denna storlek av utlämnandeloggen.",
        "The ledger has no signed state of this size.");

    /// <summary>The tree of that size has no leaf with this hash.</summary>
    public static readonly RefusalReason LeafUnknown = new(
        StatusCode.NotFound,
        "LEAF_UNKNOWN",
        "Luovutuslokin tässä tilassa ei ole merkintää, jolla olisi tämä tiiviste.",
        "Utlämnandeloggen har i detta tillstånd ingen anteckning med detta kondensat.",
        "The ledger of this size has no leaf with this hash.");

    /// <summary>The line is not a fresh cosignature of that checkpoint by the caller's key.</summary>
    public static readonly RefusalReason CosignatureNotValid = new(
        StatusCode.FailedPrecondition,
        "COSIGNATURE_NOT_VALID",
        "Vahvistus ei ole kutsujan avaimella äskettäin tehty tämän tilan vahvistus.",
        "Bekräftelsen är inte nyligen gjord av detta tillstånd med den anropandes nyckel.",
        "The line is not a fresh cosignature of this checkpoint by the caller's key.");
}

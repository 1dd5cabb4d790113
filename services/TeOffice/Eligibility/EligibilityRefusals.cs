using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.TeOffice.Eligibility;

/// <summary>Why eligibility is not evaluated.</summary>
public static class EligibilityRefusals
{
    /// <summary>A fact is dated before birth, so one of the two is wrong. A person finds out which; the metadata names the facts.</summary>
    public static readonly RefusalReason FactsContradict = new(
        StatusCode.FailedPrecondition,
        "FACTS_CONTRADICT",
        "Tiedot ovat ristiriidassa keskenään, joten edellytyksiä ei arvioida.",
        "Uppgifterna strider mot varandra, så förutsättningarna bedöms inte.",
        "The facts contradict one another, so the conditions are not evaluated.");

    /// <summary>The finding was settled before.</summary>
    public static readonly RefusalReason FindingSettled = new(
        StatusCode.FailedPrecondition,
        "FINDING_SETTLED",
        "Havainto on jo käsitelty.",
        "Iakttagelsen har redan behandlats.",
        "The finding has already been settled.");
}

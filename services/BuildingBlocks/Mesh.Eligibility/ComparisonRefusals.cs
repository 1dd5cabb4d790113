using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Statutes;

namespace Mesh.Eligibility;

/// <summary>Why nothing is compared or evaluated.</summary>
public static class ComparisonRefusals
{
    /// <summary>Facts contradict one another, such as one dated before birth: one of them is wrong. A person finds out which.</summary>
    public static readonly RefusalReason FactsContradict = new(
        StatusCode.FailedPrecondition,
        "FACTS_CONTRADICT",
        "Tiedot ovat ristiriidassa keskenään, joten edellytyksiä ei arvioida.",
        "Uppgifterna strider mot varandra, så förutsättningarna bedöms inte.",
        "The facts contradict one another, so the conditions are not evaluated.");

    /// <summary>Refuses facts that contradict; the metadata names which.</summary>
    /// <exception cref="RpcException">FACTS_CONTRADICT.</exception>
    public static void OrGoOn(this IReadOnlyList<FactViolation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        if (violations.Count > 0)
        {
            throw FactsContradict.Raise(("facts", string.Join(',', violations.Select(violation => violation.Fact).Distinct())));
        }
    }
}

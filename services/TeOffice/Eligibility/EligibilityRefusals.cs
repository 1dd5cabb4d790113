using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.TeOffice.Eligibility;

/// <summary>Why a finding is not settled.</summary>
public static class EligibilityRefusals
{
    /// <summary>The finding was settled before.</summary>
    public static readonly RefusalReason FindingSettled = new(
        StatusCode.FailedPrecondition,
        "FINDING_SETTLED",
        "Havainto on jo käsitelty.",
        "Iakttagelsen har redan behandlats.",
        "The finding has already been settled.");
}

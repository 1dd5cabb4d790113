using Mesh.Eligibility;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>What cannot be answered is no reason to fetch anything about anybody, so it is refused before Kela is asked.</summary>
public sealed class EvaluationCheck(MeshClock clock) : IRequestCheck<EvaluateEligibilityRequest>
{
    /// <inheritdoc />
    public void Check(EvaluateEligibilityRequest request, Violations violations) => CompareCheck.AsOf(request.AsOf, clock, violations);
}
